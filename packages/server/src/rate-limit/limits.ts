import { inTime } from '../with-timeout.ts'
import type { Log } from '../logging/log.ts'
import { Refusal } from '../http/problem.ts'
import { createRateLimit, type RateLimit, type RateLimiter } from './rate-limit.ts'
import type { SessionOwner } from '../sessions/session-store.ts'

/** Holds people to the limits. While a limiter fails, nobody is refused, and the log says so. */
export interface Limits {
  /** @throws {Refusal} `rate_limited` */
  countRequest(subjectId: string): Promise<void>
  /**
   * Counts a new session, unless none comes of it.
   *
   * @param isNew whether what was got is one
   * @throws {Refusal} `rate_limited`, or whatever `mint` throws
   */
  countSession<Result>(
    owner: SessionOwner,
    mint: () => Promise<Result>,
    isNew: (result: Result) => boolean,
  ): Promise<Result>
}

/** Makes the limits: `false` knows none, and without any this process counts. */
export function createLimits(rateLimit: RateLimit | false | undefined, log: Log): Limits {
  if (rateLimit === false) {
    return { countRequest: async () => {}, countSession: (_owner, mint) => mint() }
  }
  const { requests, sessions } = rateLimit === undefined ? createRateLimit() : patient(rateLimit)

  async function count(limiter: RateLimiter, key: string, detail: string): Promise<void> {
    try {
      await limiter.consume(key)
    } catch (rejected) {
      const wait = millisecondsUntilNext(rejected)
      if (wait === undefined) return complain(rejected)
      const retryAfter = Math.max(1, Math.ceil(wait / 1000))
      throw new Refusal('rate_limited', { detail, retryAfter })
    }
  }

  function complain(error: unknown): void {
    log({ level: 'error', event: 'rate_limit', outcome: 'failed', error })
  }

  return {
    countRequest: (subjectId) => count(requests, subjectId, 'Too many requests.'),

    async countSession({ subjectId, inquiryId }, mint, isNew) {
      const key = `${inquiryId} ${subjectId}`
      await count(sessions, key, 'Too many new sessions for this inquiry.')
      let isSpent = false
      try {
        const result = await mint()
        isSpent = isNew(result)
        return result
      } finally {
        if (!isSpent) await sessions.reward(key).catch(complain)
      }
    },
  }
}

/** Waits for a host's limiters no longer than anybody should. */
function patient({ requests, sessions }: RateLimit): RateLimit {
  const wrap = (limiter: RateLimiter): RateLimiter => ({
    consume: (key) => inTime(limiter.consume(key)),
    reward: (key) => inTime(limiter.reward(key)),
  })
  return { requests: wrap(requests), sessions: wrap(sessions) }
}

function millisecondsUntilNext(rejected: unknown): number | undefined {
  const isLimit = typeof rejected === 'object' && rejected !== null && 'msBeforeNext' in rejected
  return isLimit && typeof rejected.msBeforeNext === 'number' ? rejected.msBeforeNext : undefined
}
