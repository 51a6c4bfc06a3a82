/** Flags that cannot be followed as they were given. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
