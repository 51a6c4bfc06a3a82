/**
 * Reads the option of the same name.
 *
 * @throws {TypeError} when an entry is no origin as a browser writes it
 */
export function readAllowedOrigins(allowedOrigins: readonly string[] = []): ReadonlySet<string> {
  // A string is a list too, of single characters.
  if (!Array.isArray(allowedOrigins)) {
    throw new TypeError(
      "allowedOrigins must be an array of origins, such as ['https://app.example'].",
    )
  }
  const origins: readonly unknown[] = allowedOrigins
  return new Set(origins.map((origin) => requireOrigin(origin)))
}

function requireOrigin(value: unknown): string {
  const origin = originOf(value)
  if (origin !== undefined && value === origin) return origin
  const advice =
    origin === undefined
      ? "Write scheme and host, and the port where it is not the scheme's own, such as https://app.example. Each origin is named: there is no wildcard."
      : `Write ${origin}.`
  throw new TypeError(`allowedOrigins: ${JSON.stringify(value)} is no origin. ${advice}`)
}

function originOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.includes('*') || !URL.canParse(value)) return undefined
  const { protocol, origin } = new URL(value)
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined
}
