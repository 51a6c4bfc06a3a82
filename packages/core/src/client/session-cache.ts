import { now } from '../deadline.ts'
import type { InquirySession } from '../wire/inquiry-session.ts'
import type { FinishedInquiryStatus } from '../wire/inquiry-status.ts'

/** A session and its age. Times are milliseconds of the monotonic clock. */
export interface CachedSession {
  readonly session: InquirySession
  readonly obtainedAt: number
  /** `null` where the back end does not know. */
  readonly expiresAt: number | null
  /** Who reported it. Only the back end's word counts. */
  readonly source: 'widget' | 'backend'
  /** Names the token. Computed by a flow that gets it, if the page has `crypto.subtle`. */
  tokenHash: string | undefined
  /** Seconds after which to ask whether the session has ended; `undefined` for never. */
  readonly checkEvery: number | undefined
}

/** Returns a session that was obtained just now, with its deadline. */
export function toCachedSession(
  session: InquirySession,
  source: CachedSession['source'] = 'backend',
  checkEvery?: number,
): CachedSession {
  const obtainedAt = now()
  const { expiresIn } = session
  const expiresAt = expiresIn === null ? null : obtainedAt + expiresIn * 1000
  return { session, obtainedAt, expiresAt, source, tokenHash: undefined, checkEvery }
}

/** Returns whether a session has reached its deadline. One without a known deadline never does. */
export function isExpired({ expiresAt }: Pick<CachedSession, 'expiresAt'>, at: number): boolean {
  return expiresAt !== null && at >= expiresAt
}

/** Sessions by inquiry id, in memory only. */
export interface SessionCache {
  /** Returns what may be used again: a session before its deadline, or the end of an inquiry. */
  get(inquiryId: string): CachedSession | undefined
  /** Caches a session in place of the inquiry's earlier one, unless it may be used only once. */
  set(cached: CachedSession): void
  /** Records that an inquiry is finished. */
  finish(inquiryId: string, status: FinishedInquiryStatus, source: CachedSession['source']): void
  delete(inquiryId: string): void
  clear(): void
}

export function createSessionCache(): SessionCache {
  const sessions = new Map<string, CachedSession>()

  const set = (cached: CachedSession): void => {
    const { inquiryId, status, sessionToken } = cached.session
    // A session without a token is good for one frame only.
    if (sessionToken === null && status === 'created') sessions.delete(inquiryId)
    else sessions.set(inquiryId, cached)
  }

  return {
    get(inquiryId) {
      const cached = sessions.get(inquiryId)
      if (cached === undefined || !isExpired(cached, now())) return cached
      sessions.delete(inquiryId)
      return undefined
    },
    set,
    finish(inquiryId, status, source) {
      set(toCachedSession({ inquiryId, status, sessionToken: null, expiresIn: null }, source))
    },
    delete(inquiryId) {
      sessions.delete(inquiryId)
    },
    clear() {
      sessions.clear()
    },
  }
}
