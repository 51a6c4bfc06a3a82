/** A fault that cannot be applied as it was given. */
export class InvalidFaultError extends Error {
  override readonly name = 'InvalidFaultError'
}
