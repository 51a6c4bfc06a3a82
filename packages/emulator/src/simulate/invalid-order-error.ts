/** An order that cannot be carried out as it was given. */
export class InvalidOrderError extends Error {
  override readonly name = 'InvalidOrderError'
}
