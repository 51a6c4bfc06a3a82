import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible'

/** A counter with a limit: any of `rate-limiter-flexible`, or one of one's own. */
export interface RateLimiter {
  /** Counts one; rejects beyond the limit with an object that has `msBeforeNext`. */
  consume(key: string): Promise<unknown>
  /** Takes one back. */
  reward(key: string): Promise<unknown>
}

/** What one person may ask for. */
export interface RateLimit {
  /** Requests, counted by person. */
  requests: RateLimiter
  /**
   * New sessions, counted by person and inquiry. Persona allows 25 in an inquiry's life, and locks the
   * person out after that: a page that asks again and again must not use them up.
   */
  sessions: RateLimiter
}

/** The usual limits as `rate-limiter-flexible` counts them. */
export interface CountedRateLimit extends RateLimit {
  requests: RateLimiterAbstract
  sessions: RateLimiterAbstract
}

/** The usual limits: so many points in so many seconds. */
export const usualLimits: Readonly<
  Record<keyof RateLimit, { readonly points: number; readonly duration: number }>
> = {
  requests: { points: 120, duration: 60 },
  // A page gone wild leaves some of the 25 for the day that an inquiry lives by default.
  sessions: { points: 10, duration: 12 * 60 * 60 },
}

/** Limits that this process counts by itself: 120 requests a minute, 10 new sessions in 12 hours. */
export function createRateLimit(): CountedRateLimit {
  return {
    requests: new RateLimiterMemory({ ...usualLimits.requests, keyPrefix: 'requests' }),
    sessions: new RateLimiterMemory({ ...usualLimits.sessions, keyPrefix: 'sessions' }),
  }
}
