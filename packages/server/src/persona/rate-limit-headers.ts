/** Persona's rate limit, as stated by a response. */
export interface RateLimitReading {
  /** Calls allowed per window; `undefined` if a 429 does not say. */
  readonly limit: number | undefined
  /** Calls left in the current window. */
  readonly remaining: number
  /** Milliseconds until the next window. */
  readonly resetsIn: number
}

/** Milliseconds to wait after a 429 that does not say how long, as Persona's documentation advises. */
const defaultWait = 5_000
/** Upper bound of a stated window end, in milliseconds. Persona's windows last a minute. */
const maxWindowWait = 5 * 60_000
/** Upper bound of a `Retry-After`, in seconds. */
const maxRetryAfter = 24 * 60 * 60

/**
 * Parses `RateLimit-Limit`, `-Remaining` and `-Reset` (seconds from now); returns `undefined` if the
 * response says nothing about that limit. A 429 for a product's quota concerns only that product. Any
 * other 429 counts as an exhausted window.
 *
 * @param processes how many processes share the limit: the reading is one's equal part of it
 * @see https://docs.withpersona.com/rate-limiting
 */
export function parseRateLimit(
  { status, headers }: Response,
  processes: number,
): RateLimitReading | undefined {
  const stated = parseCount(headers.get('ratelimit-limit'))
  const remaining = parseCount(headers.get('ratelimit-remaining'))
  const reset = parseCount(headers.get('ratelimit-reset'))
  // A part below 1 would let no call through, ever.
  const limit = stated ? Math.max(1, Math.floor(stated / processes)) : undefined
  if (limit !== undefined && remaining !== undefined && reset !== undefined) {
    return {
      limit,
      remaining: Math.floor(remaining / processes),
      resetsIn: Math.min(reset * 1000, maxWindowWait),
    }
  }
  const isQuota = headers.has('quotalimit-limit') || headers.has('quota-limit')
  if (status !== 429 || isQuota) return undefined
  const seconds = parseRetryAfter(headers)
  const resetsIn = seconds === undefined ? defaultWait : seconds * 1000
  return { limit, remaining: 0, resetsIn: Math.min(resetsIn, maxWindowWait) }
}

/**
 * Returns the seconds until the next call is worthwhile, or `undefined` if the response does not say.
 *
 * Persona documents `RateLimit-Reset`, and `quota-limit-reset` for quotas, both in seconds from now.
 * `Retry-After` comes from proxies in front of Persona, in seconds or as a date.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
export function parseRetryAfter(headers: Headers): number | undefined {
  const retryAfter = headers.get('retry-after')
  return (
    parseSeconds(retryAfter) ??
    parseSecondsUntil(retryAfter) ??
    parseSeconds(headers.get('ratelimit-reset')) ??
    parseSeconds(headers.get('quotalimit-reset')) ??
    parseSeconds(headers.get('quota-limit-reset'))
  )
}

function parseCount(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : undefined
}

function parseSeconds(value: string | null): number | undefined {
  if (value === null || !/^\d+(\.\d+)?$/.test(value.trim())) return undefined
  return toWholeSeconds(Number(value))
}

function parseSecondsUntil(value: string | null): number | undefined {
  if (value === null) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : toWholeSeconds((time - Date.now()) / 1000)
}

// Ignore more than a day: it is a mistake, such as a timestamp in place of a duration.
function toWholeSeconds(seconds: number): number | undefined {
  return seconds <= maxRetryAfter ? Math.max(1, Math.ceil(seconds)) : undefined
}
