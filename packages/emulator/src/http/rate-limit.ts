import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Clock } from '../state/clock.ts'
import { PersonaError } from '../persona-error.ts'

/** A limit on requests in 60 seconds, counted from the first request of each window. */
export interface RateLimit {
  /** `Infinity` for no limit. */
  readonly limit: number
  /** Returns how many requests are left, and the whole seconds until the window ends. */
  state(): { remaining: number; secondsLeft: number }
  /** Counts a request. Returns `false` for one over the limit. */
  take(): boolean
  clear(): void
}

const windowLength = 60_000

export function createRateLimit(clock: Clock, limit: number): RateLimit {
  let start = -Infinity
  let taken = 0

  const hasEnded = (now: number) => now >= start + windowLength || now < start
  return {
    limit,
    state() {
      const now = clock.now()
      if (hasEnded(now)) return { remaining: limit, secondsLeft: windowLength / 1000 }
      return {
        remaining: Math.max(0, limit - taken),
        secondsLeft: Math.ceil((start + windowLength - now) / 1000),
      }
    },
    take() {
      const now = clock.now()
      if (hasEnded(now)) {
        start = now
        taken = 0
      }
      taken += 1
      return taken <= limit
    },
    clear() {
      start = -Infinity
    },
  }
}

/** Refuses requests over the limit, and adds the `RateLimit-*` headers to every response. */
export function limitRate(rateLimit: RateLimit): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const { limit } = rateLimit
    if (limit === Infinity) return next()
    const isWithinLimit = rateLimit.take()
    const { remaining, secondsLeft } = rateLimit.state()
    context.header('RateLimit-Limit', String(limit))
    context.header('RateLimit-Remaining', String(remaining))
    context.header('RateLimit-Reset', String(secondsLeft))
    if (isWithinLimit) return next()
    throw new PersonaError(429, {
      title: 'Rate limit exceeded',
      details: `You have hit your rate limit of ${limit} requests / min.`,
    })
  })
}
