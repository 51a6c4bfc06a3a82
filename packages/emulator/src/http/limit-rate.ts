import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { PersonaError } from '../persona-error.ts'
import type { RateWindow } from '../rate-window.ts'

/** Refuses what is over the limit, and tells every caller where they stand. */
export function limitRate(window: RateWindow): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    if (window.limit === Infinity) return next()
    const isWithinLimit = window.take()
    const { remaining, secondsLeft } = window.state()
    context.header('RateLimit-Limit', String(window.limit))
    context.header('RateLimit-Remaining', String(remaining))
    context.header('RateLimit-Reset', String(secondsLeft))
    if (isWithinLimit) return next()
    throw new PersonaError(429, {
      title: 'Rate limit exceeded',
      details: `You have hit your rate limit of ${window.limit} requests / min.`,
    })
  })
}
