import { readRetryAfter } from './retry-after.ts'

/** How many calls Persona still takes, as an answer says. */
export interface RateLimitReading {
  /** Calls that one window allows; `undefined` where a refusal does not say. */
  readonly limit: number | undefined
  /** Calls left in the running window. */
  readonly remaining: number
  /** Milliseconds until the next window. */
  readonly resetsIn: number
}

/** Milliseconds that Persona advises to wait first when a refusal does not say how long. */
const advisedWait = 5_000
/** Milliseconds after which Persona is asked again whatever was said: its windows are of a minute. */
const longestWait = 5 * 60_000

/**
 * Reads `RateLimit-Limit`, `-Remaining` and `-Reset` (seconds from now); `undefined` where an answer
 * says nothing about that limit. A refusal for a product's quota concerns that product's calls alone.
 * Any other 429 is a window that is used up, for as long as it says.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
export function readRateLimit({ status, headers }: Response): RateLimitReading | undefined {
  const limit = readCount(headers.get('ratelimit-limit'))
  const remaining = readCount(headers.get('ratelimit-remaining'))
  const reset = readCount(headers.get('ratelimit-reset'))
  if (limit && remaining !== undefined && reset !== undefined) {
    return { limit, remaining, resetsIn: Math.min(reset * 1000, longestWait) }
  }
  const isQuota = headers.has('quotalimit-limit') || headers.has('quota-limit')
  if (status !== 429 || isQuota) return undefined
  const seconds = readRetryAfter(headers)
  const resetsIn = seconds === undefined ? advisedWait : seconds * 1000
  return { limit: limit || undefined, remaining: 0, resetsIn: Math.min(resetsIn, longestWait) }
}

function readCount(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : undefined
}
