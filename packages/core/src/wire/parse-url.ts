/**
 * Parses an address. Returns `undefined` when it is not one. `URL.canParse` is newer than the oldest
 * supported browsers.
 */
export function parseUrl(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base)
  } catch {
    return undefined
  }
}
