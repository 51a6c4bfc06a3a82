import { RateLimiterMemory } from 'rate-limiter-flexible'
import { ProblemError } from '../http/problem.ts'
import type { Log } from '../logging/log.ts'
import { withTimeout } from '../with-timeout.ts'
import { createRateLimit, type RateLimit, type RateLimiter } from './rate-limit.ts'

/** Enforces the limits. While a limiter fails, it refuses no request, and the failure is logged. */
export interface Limits {
  /** @throws {ProblemError} `rate_limited` */
  countRequest(subjectId: string): Promise<void>
  /**
   * Counts a new session, unless the call fails or returns an old one.
   *
   * @param isNew returns whether the result is a new session
   * @throws {ProblemError} `rate_limited`; also whatever `createSession` throws
   */
  countSession<Result>(
    owner: { readonly subjectId: string; readonly inquiryId: string },
    createSession: () => Promise<Result>,
    isNew: (result: Result) => boolean,
  ): Promise<Result>
  /**
   * Counts a new inquiry of a person, unless the call fails.
   *
   * @throws {ProblemError} `rate_limited`; also whatever `createInquiry` throws
   */
  countCreation<Result>(subjectId: string, createInquiry: () => Promise<Result>): Promise<Result>
}

/**
 * New inquiries of one person in an hour, counted by this process: a host whose `find` returns an
 * outdated inquiry must not create one at each request.
 */
const maxCreations = { points: 10, duration: 60 * 60 } as const

/** Creates the limits: none for `false`, this process's own if left out. */
export function createLimits(rateLimit: RateLimit | false | undefined, log: Log): Limits {
  if (rateLimit === false) {
    return {
      countRequest: async () => {},
      countSession: (_owner, createSession) => createSession(),
      countCreation: (_subjectId, createInquiry) => createInquiry(),
    }
  }
  const { requests, sessions } =
    rateLimit === undefined ? createRateLimit() : withTimeouts(rateLimit)
  const creations = new RateLimiterMemory({ ...maxCreations, keyPrefix: 'creations' })

  async function count(limiter: RateLimiter, key: string, detail: string): Promise<void> {
    try {
      await limiter.consume(key)
    } catch (rejected) {
      const wait = getMillisecondsUntilNext(rejected)
      if (wait === undefined) return logFailure(rejected)
      const retryAfter = Math.max(1, Math.ceil(wait / 1000))
      throw new ProblemError('rate_limited', { detail, retryAfter })
    }
  }

  function logFailure(error: unknown): void {
    log({ level: 'error', event: 'rate_limit', outcome: 'failed', error })
  }

  return {
    countRequest: (subjectId) => count(requests, subjectId, 'Too many requests.'),

    async countSession({ subjectId, inquiryId }, createSession, isNew) {
      const key = `${inquiryId} ${subjectId}`
      await count(sessions, key, 'Too many new sessions for this inquiry.')
      let isSpent = false
      try {
        const result = await createSession()
        isSpent = isNew(result)
        return result
      } finally {
        if (!isSpent) await sessions.reward(key).catch(logFailure)
      }
    },

    async countCreation(subjectId, createInquiry) {
      await count(creations, subjectId, 'Too many new inquiries.')
      try {
        return await createInquiry()
      } catch (error) {
        await creations.reward(subjectId)
        throw error
      }
    },
  }
}

/** Bounds the time that a host's limiters may take. */
function withTimeouts({ requests, sessions }: RateLimit): RateLimit {
  const wrap = (limiter: RateLimiter): RateLimiter => ({
    consume: (key) => withTimeout(limiter.consume(key)),
    reward: (key) => withTimeout(limiter.reward(key)),
  })
  return { requests: wrap(requests), sessions: wrap(sessions) }
}

function getMillisecondsUntilNext(rejected: unknown): number | undefined {
  const isLimit = typeof rejected === 'object' && rejected !== null && 'msBeforeNext' in rejected
  return isLimit && typeof rejected.msBeforeNext === 'number' ? rejected.msBeforeNext : undefined
}
