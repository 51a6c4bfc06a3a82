import { checkOptions, optional, requireFunction } from '../check-options.ts'
import { createCircuitBreaker, type StoreTime } from '../timeouts.ts'
import { ProblemError } from '../http/problem.ts'
import { createLog, type Log, type LogEntry } from '../logging/log.ts'

/** A counter with a limit: any of `rate-limiter-flexible`, or your own. */
export interface RateLimiter {
  /** Counts one; rejects beyond the limit, with an object that has `msBeforeNext`. */
  consume(key: string): Promise<unknown>
  /** Takes one back. */
  reward(key: string): Promise<unknown>
  /** Its limit. @default that of {@link createRateLimit} */
  readonly points?: number
  /** Seconds that the limit is for. @default those of {@link createRateLimit} */
  readonly duration?: number
  /**
   * Counts in this process while the limiter fails or answers late.
   *
   * @default one with the same limit
   */
  readonly fallback?: RateLimiter
}

/** The limits of one person, and of one inquiry. */
export interface RateLimit {
  /** Requests, counted by person. */
  requests: RateLimiter
  /**
   * New sessions, counted by person and inquiry. Persona allows 25 in an inquiry's life and then locks
   * the person out, so a page that asks in a loop must not use them up.
   */
  sessions: RateLimiter
  /** One-time links, counted by person. @default counted by this process */
  links?: RateLimiter
  /**
   * New sessions and one-time links of all people together, counted by inquiry. Each link may cost one of
   * the 25 too. @default counted by this process
   */
  inquiries?: RateLimiter
  /**
   * New inquiries, counted by person: a host whose `find` returns an outdated inquiry must not create one
   * at each request. @default counted by this process
   */
  creations?: RateLimiter
}

/** A limit's name. */
export type LimitName = keyof RateLimit

/** A limiter that counts in this process. Its limit can be changed. */
export interface CountedRateLimiter extends RateLimiter {
  points: number
  duration: number
}

/** The default limits, as counted by this process. */
export type CountedRateLimit = Record<LimitName, CountedRateLimiter>

/** The default limits: points per duration in seconds. */
export const defaultLimits: Readonly<
  Record<LimitName, { readonly points: number; readonly duration: number }>
> = {
  requests: { points: 120, duration: 60 },
  // Leaves some of the 25 after a page in a loop, for the day that an inquiry lives by default.
  sessions: { points: 10, duration: 12 * 60 * 60 },
  links: { points: 5, duration: 12 * 60 * 60 },
  // Leaves some of the 25 where several people may open one inquiry.
  inquiries: { points: 18, duration: 12 * 60 * 60 },
  creations: { points: 10, duration: 60 * 60 },
}

/** Options of {@link createRateLimit}. */
export interface RateLimitOptions {
  /** Writes a log entry. @default warnings and errors go to the console */
  log?: (entry: LogEntry) => unknown
}

/**
 * Creates limits counted by this process: 120 requests a minute, and in 12 hours 10 new sessions of a
 * person for an inquiry, 5 one-time links of a person, and 18 sessions and links of an inquiry.
 *
 * @throws {TypeError} if options are wrong or unknown
 */
export function createRateLimit(options: RateLimitOptions = {}): CountedRateLimit {
  checkOptions<RateLimitOptions>('createRateLimit', options, { log: optional(requireFunction) })
  const write = createLog(options.log)
  const create = (name: LimitName) => createLimiter(defaultLimits[name], write)
  return {
    requests: create('requests'),
    sessions: create('sessions'),
    links: create('links'),
    inquiries: create('inquiries'),
    creations: create('creations'),
  }
}

/** Number of keys that a limiter counts at once, some 20 MB. */
const maxKeys = 100_000
/** Number of keys to evict at once: each iterator first skips all keys that were deleted before. */
const evictedAtOnce = 1_000

class LimitError extends Error {
  override readonly name = 'LimitError'
  readonly msBeforeNext: number

  constructor(msBeforeNext: number) {
    super('The limit is reached.')
    this.msBeforeNext = msBeforeNext
  }
}

/**
 * Creates a limiter in this process's memory. A key's window begins when it is first counted. Memory is
 * bounded: beyond 100,000 keys at once, the oldest windows end early, which is logged once.
 */
function createLimiter(
  { points, duration }: { readonly points: number; readonly duration: number },
  log: Log,
): CountedRateLimiter {
  // In the order in which they began.
  const windows = new Map<string, { count: number; readonly endsAt: number }>()
  let hasEvicted = false

  function open(key: string, now: number): { count: number; readonly endsAt: number } {
    // Insert it anew, so that the order stays.
    windows.delete(key)
    if (windows.size >= maxKeys) evictOldest(now)
    const window = { count: 0, endsAt: now + limiter.duration * 1000 }
    windows.set(key, window)
    return window
  }

  function evictOldest(now: number): void {
    for (const [oldest, { endsAt }] of windows) {
      if (windows.size <= maxKeys - evictedAtOnce) return
      windows.delete(oldest)
      if (endsAt <= now || hasEvicted) continue
      hasEvicted = true
      log({
        level: 'warn',
        event: 'rate_limit',
        outcome: 'evicted',
        message: `More than ${maxKeys} keys are counted at once, so that some are counted anew early. Count in a store, such as by redisRateLimit.`,
      })
    }
  }

  const limiter: CountedRateLimiter = {
    points,
    duration,

    async consume(key) {
      const now = Date.now()
      const last = windows.get(key)
      const window = last !== undefined && last.endsAt > now ? last : open(key, now)
      if (window.count >= limiter.points) throw new LimitError(window.endsAt - now)
      window.count += 1
    },

    async reward(key) {
      const window = windows.get(key)
      if (window !== undefined) window.count = Math.max(0, window.count - 1)
    },
  }
  return limiter
}

/** Enforces the limits for one request. */
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
    owner: LimitedOwner,
    createSession: () => Promise<Result>,
    isNew: (result: Result) => boolean,
  ): Promise<Result>
  /**
   * Counts a one-time link, unless the call fails.
   *
   * @throws {ProblemError} `rate_limited`; also whatever `createLink` throws
   */
  countLink<Result>(owner: LimitedOwner, createLink: () => Promise<Result>): Promise<Result>
  /**
   * Counts a new inquiry of a person, unless the call fails.
   *
   * @throws {ProblemError} `rate_limited`; also whatever `createInquiry` throws
   */
  countCreation<Result>(subjectId: string, createInquiry: () => Promise<Result>): Promise<Result>
}

interface LimitedOwner {
  readonly subjectId: string
  readonly inquiryId: string
}

/** Counts one of something. Returns a function that takes it back. */
type Count = (time: StoreTime, key: string) => Promise<() => Promise<unknown>>

const details: Readonly<Record<LimitName, string>> = {
  requests: 'Too many requests.',
  sessions: 'Too many new sessions for this inquiry.',
  links: 'Too many one-time links.',
  inquiries: 'Too many new sessions and links for this inquiry.',
  creations: 'Too many new inquiries.',
}

/**
 * Creates the limits: none for `false`, this process's own if left out. While one of the host's limiters
 * fails or answers late, this process counts by itself, and the failure is logged.
 */
export function createLimits(
  rateLimit: RateLimit | false | undefined,
  log: Log,
): (time: StoreTime) => Limits {
  if (rateLimit === false) {
    return () => ({
      countRequest: async () => {},
      countSession: (_owner, createSession) => createSession(),
      countLink: (_owner, createLink) => createLink(),
      countCreation: (_subjectId, createInquiry) => createInquiry(),
    })
  }
  const callLimiter = createCircuitBreaker()
  const own = createRateLimit({ log })

  function createCount(name: LimitName): Count {
    const given = rateLimit === undefined || rateLimit === false ? undefined : rateLimit[name]
    if (given === undefined) return (_time, key) => countIn(own[name], key)
    const { points = defaultLimits[name].points, duration = defaultLimits[name].duration } = given
    const { fallback = createLimiter({ points, duration }, log) } = given
    return async (time, key) => {
      try {
        await callLimiter(time, () => given.consume(key))
        return () => callLimiter(time, () => given.reward(key))
      } catch (rejected) {
        if (getMillisecondsUntilNext(rejected) !== undefined) throw toProblem(name, rejected)
        logFailure(rejected)
        return await countIn(fallback, key)
      }
    }

    async function countIn(limiter: RateLimiter, key: string): Promise<() => Promise<unknown>> {
      try {
        await limiter.consume(key)
      } catch (rejected) {
        throw toProblem(name, rejected)
      }
      return () => limiter.reward(key)
    }
  }

  const counts: Readonly<Record<LimitName, Count>> = {
    requests: createCount('requests'),
    sessions: createCount('sessions'),
    links: createCount('links'),
    inquiries: createCount('inquiries'),
    creations: createCount('creations'),
  }

  function logFailure(error: unknown): void {
    log({ level: 'error', event: 'rate_limit', outcome: 'failed', error })
  }

  return (time) => {
    /** Counts one by each limit, and takes them back unless one is spent. */
    async function spend<Result>(
      limits: readonly (readonly [LimitName, string])[],
      work: () => Promise<Result>,
      isSpent: (result: Result) => boolean,
    ): Promise<Result> {
      const takeBacks: (() => Promise<unknown>)[] = []
      let spent = false
      try {
        for (const [name, key] of limits) takeBacks.push(await counts[name](time, key))
        const result = await work()
        spent = isSpent(result)
        return result
      } finally {
        if (!spent) for (const takeBack of takeBacks) await takeBack().catch(logFailure)
      }
    }

    return {
      async countRequest(subjectId) {
        await counts.requests(time, subjectId)
      },

      countSession({ subjectId, inquiryId }, createSession, isNew) {
        const limits = [
          ['sessions', `${inquiryId} ${subjectId}`],
          ['inquiries', inquiryId],
        ] as const
        return spend(limits, createSession, isNew)
      },

      countLink({ subjectId, inquiryId }, createLink) {
        const limits = [
          ['links', subjectId],
          ['inquiries', inquiryId],
        ] as const
        return spend(limits, createLink, () => true)
      },

      countCreation: (subjectId, createInquiry) =>
        spend([['creations', subjectId]], createInquiry, () => true),
    }
  }
}

function toProblem(name: LimitName, rejected: unknown): unknown {
  const wait = getMillisecondsUntilNext(rejected)
  if (wait === undefined) return rejected
  const retryAfter = Math.max(1, Math.ceil(wait / 1000))
  return new ProblemError('rate_limited', { detail: details[name], retryAfter })
}

function getMillisecondsUntilNext(rejected: unknown): number | undefined {
  const isLimit = typeof rejected === 'object' && rejected !== null && 'msBeforeNext' in rejected
  return isLimit && typeof rejected.msBeforeNext === 'number' ? rejected.msBeforeNext : undefined
}
