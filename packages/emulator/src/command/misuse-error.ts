/** Flags that cannot be followed as they were given. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError'
}
