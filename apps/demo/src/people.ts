/** A person who can sign in to the demo. */
export interface Person {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  /** In ISO 8601. */
  readonly birthdate: string
  /** Shown on the sign-in page. */
  readonly description: string
}

const mara: Person = {
  id: 'mara',
  firstName: 'Mara',
  lastName: 'Lindqvist',
  birthdate: '1991-03-14',
  description: 'Began her verification last week and stopped at the identity document.',
}

const tomas: Person = {
  id: 'tomas',
  firstName: 'Tomás',
  lastName: 'Okafor',
  birthdate: '1986-11-02',
  description: 'Opened his account today and has not begun.',
}

/** The person whose verification is half done when the demo starts. */
export const returningPerson: Person = mara

/** The customers of the demo. They have no passwords. */
export const people: readonly Person[] = [mara, tomas]

/** Returns the person with this id. */
export function findPerson(id: unknown): Person | undefined {
  return people.find((person) => person.id === id)
}
