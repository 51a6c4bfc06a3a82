/** A person who can sign in to the demo. */
export interface Person {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  /** In ISO 8601. */
  readonly birthdate: string
  /** The year in which they opened their account. */
  readonly customerSince: number
}

const mara: Person = {
  id: 'mara',
  firstName: 'Mara',
  lastName: 'Lindqvist',
  birthdate: '1991-03-14',
  customerSince: 2019,
}

const tomas: Person = {
  id: 'tomas',
  firstName: 'Tomás',
  lastName: 'Okafor',
  birthdate: '1986-11-02',
  customerSince: 2023,
}

/** The person whose verification is half done when the demo starts. */
export const returningPerson: Person = mara

/** The customers of the demo. They have no passwords. */
export const people: readonly Person[] = [mara, tomas]

/** Returns the person with this id. */
export function findPerson(id: unknown): Person | undefined {
  return people.find((person) => person.id === id)
}
