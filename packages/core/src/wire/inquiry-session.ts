import { isInquiryId } from './inquiry-id.ts'
import {
  type FinishedInquiryStatus,
  isFinishedInquiryStatus,
  isOpenInquiryStatus,
  type OpenInquiryStatus,
} from './inquiry-status.ts'
import { isRecord } from './is-record.ts'

/**
 * Why a session is asked for: the flow is being opened, the widget said that its session has died,
 * or nothing was said and the session is suspected.
 */
export type SessionReason = 'start' | 'session_expired' | 'session_suspect'

/** Every reason there is. */
export const sessionReasons: readonly SessionReason[] = [
  'start',
  'session_expired',
  'session_suspect',
]

/** Body of the two calls that ask for a session. */
export interface SessionRequestBody {
  reason: SessionReason
}

/** The inquiry is new and needs no token yet. Good for one frame, never to be used again. */
export interface UnrestrictedSession {
  inquiryId: string
  status: 'created'
  sessionToken: null
  expiresIn: null
}

/** A token for an inquiry that the person can go on with. */
export interface TokenSession {
  inquiryId: string
  status: OpenInquiryStatus
  sessionToken: string
  /** Seconds from now until the session dies, or `null` where nobody knows. */
  expiresIn: number | null
}

/** The inquiry is over: there is nothing to open. */
export interface FinishedSession {
  inquiryId: string
  status: FinishedInquiryStatus
  sessionToken: null
  expiresIn: null
}

/**
 * What the back end grants for one inquiry: a token, the news that none is needed, or the news that
 * the inquiry is over.
 *
 * `inquiryId` may differ from the one asked for: an outdated inquiry may have been replaced.
 */
export type InquirySession = UnrestrictedSession | TokenSession | FinishedSession

/** Reads an answer as an {@link InquirySession}; `undefined` when it is not one. */
export function parseInquirySession(value: unknown): InquirySession | undefined {
  if (!isRecord(value)) return undefined
  const { inquiryId, status, sessionToken, expiresIn } = value
  if (!isInquiryId(inquiryId)) return undefined

  if (typeof sessionToken === 'string') {
    if (sessionToken === '' || !isOpenInquiryStatus(status) || !isDuration(expiresIn)) {
      return undefined
    }
    return { inquiryId, status, sessionToken, expiresIn }
  }
  if (sessionToken !== null || expiresIn !== null) return undefined
  if (status === 'created') return { inquiryId, status, sessionToken, expiresIn }
  if (isFinishedInquiryStatus(status)) return { inquiryId, status, sessionToken, expiresIn }
  return undefined
}

/** Tells whether a value is a number of seconds, or `null` where nobody knows. */
export function isDuration(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0)
}
