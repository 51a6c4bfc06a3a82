import { isDuration } from './inquiry-session.ts'
import { isRecord } from './is-record.ts'
import { parseUrl } from './parse-url.ts'

/** Body of the call that creates a one-time link. */
export interface OneTimeLinkRequestBody {
  /** Seconds until an unused link expires. @default Persona's own, 24 hours. */
  expiresInSeconds?: number
}

/** A link with which the person continues in any browser. It can be used once. */
export interface OneTimeLink {
  url: string
  shortUrl: string | null
  /** Seconds from now until the unused link expires, or `null` where the back end does not know. */
  expiresIn: number | null
}

/** Parses a response as a {@link OneTimeLink}. Returns `undefined` when it is not one. */
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
