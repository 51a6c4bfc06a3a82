/** The account of a person with one or more inquiries. Times are milliseconds since the epoch. */
export interface Account {
  readonly id: string
  /** The host's id for the person. */
  readonly referenceId: string | null
  readonly typeId: string
  readonly createdAt: number
}
