/** Somebody who can sign in to the demo. */
export interface Person {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  /** As of ISO 8601. */
  readonly birthdate: string
  /** What the sign-in page says about them. */
  readonly story: string
}

const mara: Person = {
  id: 'mara',
  firstName: 'Mara',
  lastName: 'Lindqvist',
  birthdate: '1991-03-14',
  story: 'Began her verification last week and stopped at the identity document.',
}

const tomas: Person = {
  id: 'tomas',
  firstName: 'Tomás',
  lastName: 'Okafor',
  birthdate: '1986-11-02',
  story: 'Opened his account today and has not begun.',
}

/** Comes with a verification that is half done. */
export const returningPerson: Person = mara

/** The customers of the demo. They have no passwords. */
export const people: readonly Person[] = [mara, tomas]

/** The person with this id. */
export function findPerson(id: unknown): Person | undefined {
  return people.find((person) => person.id === id)
}
