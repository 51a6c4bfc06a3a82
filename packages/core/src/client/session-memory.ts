import { now } from '../clock.ts'
import type { FinishedInquiryStatus, InquirySession } from '../wire/index.ts'

/** A session and what is known of its age. Times are milliseconds of the monotonic clock. */
export interface Grant {
  readonly session: InquirySession
  readonly obtainedAt: number
  /** When it dies; `null` where nobody knows. */
  readonly expiresAt: number | null
  /** Who said so; only the back end's word counts. */
  readonly source: 'widget' | 'backend'
}

/** Notes when a session was obtained, which is now, and from whom. */
export function createGrant(session: InquirySession, source: Grant['source'] = 'backend'): Grant {
  const obtainedAt = now()
  const { expiresIn } = session
  return {
    session,
    obtainedAt,
    expiresAt: expiresIn === null ? null : obtainedAt + expiresIn * 1000,
    source,
  }
}

/** Sessions by inquiry id, in memory only. */
export interface SessionMemory {
  /** What may be used again: a session that has not reached its deadline, or the news of an end. */
  recall(inquiryId: string): Grant | undefined
  keep(grant: Grant): void
  finish(inquiryId: string, status: FinishedInquiryStatus, source: Grant['source']): void
  forget(inquiryId: string): void
  clear(): void
}

export function createSessionMemory(): SessionMemory {
  const grants = new Map<string, Grant>()

  const keep = (grant: Grant): void => {
    const { inquiryId, status, sessionToken } = grant.session
    // A session without a token is good for one frame only.
    if (sessionToken === null && status === 'created') grants.delete(inquiryId)
    else grants.set(inquiryId, grant)
  }

  return {
    recall(inquiryId) {
      const grant = grants.get(inquiryId)
      if (grant?.expiresAt == null || now() < grant.expiresAt) return grant
      grants.delete(inquiryId)
      return undefined
    },
    keep,
    finish(inquiryId, status, source) {
      keep(createGrant({ inquiryId, status, sessionToken: null, expiresIn: null }, source))
    },
    forget(inquiryId) {
      grants.delete(inquiryId)
    },
    clear() {
      grants.clear()
    },
  }
}
