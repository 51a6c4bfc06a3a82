import { isDuration } from './inquiry-session.ts'
import { isRecord } from './is-record.ts'
import { parseUrl } from './parse-url.ts'

/** Body of the call that asks for a one-time link. */
export interface OneTimeLinkRequestBody {
  /** Seconds until an unused link dies. @default Persona's own, 24 hours. */
  expiresInSeconds?: number
}

/** A link with which the person goes on in any browser. It can be used once. */
export interface OneTimeLink {
  url: string
  shortUrl: string | null
  /** Seconds from now until the unused link dies, or `null` where nobody knows. */
  expiresIn: number | null
}

/** Reads an answer as a {@link OneTimeLink}; `undefined` when it is not one. */
export function parseOneTimeLink(value: unknown): OneTimeLink | undefined {
  if (!isRecord(value)) return undefined
  const { url, shortUrl, expiresIn } = value
  if (!isWebAddress(url) || !isDuration(expiresIn)) return undefined
  if (shortUrl !== null && !isWebAddress(shortUrl)) return undefined
  return { url, shortUrl, expiresIn }
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//.test(value) && parseUrl(value) !== undefined
}
