/** The person behind one or more inquiries. Times are milliseconds since the Unix epoch. */
export interface Account {
  readonly id: string
  /** The host's id for the person. */
  readonly referenceId: string | null
  readonly typeId: string
  readonly createdAt: number
}
