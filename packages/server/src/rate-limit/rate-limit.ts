import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible'

/** A counter with a limit: any of `rate-limiter-flexible`, or your own. */
export interface RateLimiter {
  /** Counts one; rejects beyond the limit, with an object that has `msBeforeNext`. */
  consume(key: string): Promise<unknown>
  /** Takes one back. */
  reward(key: string): Promise<unknown>
}

/** The limits of one person. */
export interface RateLimit {
  /** Requests, counted by person. */
  requests: RateLimiter
  /**
   * New sessions, counted by person and inquiry. Persona allows 25 in an inquiry's life and then locks
   * the person out, so a page that asks in a loop must not use them up.
   */
  sessions: RateLimiter
}

/** The default limits, as counted by `rate-limiter-flexible`. */
export interface CountedRateLimit extends RateLimit {
  requests: RateLimiterAbstract
  sessions: RateLimiterAbstract
}

/** The default limits: points per duration in seconds. */
export const defaultLimits: Readonly<
  Record<keyof RateLimit, { readonly points: number; readonly duration: number }>
> = {
  requests: { points: 120, duration: 60 },
  // Leaves some of the 25 after a page in a loop, for the day that an inquiry lives by default.
  sessions: { points: 10, duration: 12 * 60 * 60 },
}

/** Creates limits counted by this process: 120 requests a minute, 10 new sessions in 12 hours. */
export function createRateLimit(): CountedRateLimit {
  return {
    requests: new RateLimiterMemory({ ...defaultLimits.requests, keyPrefix: 'requests' }),
    sessions: new RateLimiterMemory({ ...defaultLimits.sessions, keyPrefix: 'sessions' }),
  }
}
