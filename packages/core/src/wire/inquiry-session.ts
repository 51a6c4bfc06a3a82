import { isInquiryId } from './inquiry-id.ts'
import {
  type FinishedInquiryStatus,
  isFinishedInquiryStatus,
  isOpenInquiryStatus,
  type OpenInquiryStatus,
} from './inquiry-status.ts'
import { isRecord } from './is-record.ts'

/**
 * Why a session is requested: the flow is being opened, the widget reported that its session has
 * expired, or it reported nothing and the session is suspected.
 */
export type SessionReason = 'start' | 'session_expired' | 'session_suspect'

/** All reasons. */
export const sessionReasons: readonly SessionReason[] = [
  'start',
  'session_expired',
  'session_suspect',
]

/** Body of the two calls that request a session. */
export interface SessionRequestBody {
  reason: SessionReason
  /**
   * Names the token that has expired or is suspected: the first 16 hexadecimal digits, in lower case, of
   * the SHA-256 of its UTF-8 bytes. Ignored on `start`.
   */
  tokenHash?: string | undefined
}

/** Returns whether a value has the form of a token's hash. */
export function isTokenHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value)
}

/** Answer to the question whether the session of a named token has ended. */
export interface SessionExpiry {
  /** `true` where Persona has said so, `null` where the back end does not know. */
  expired: boolean | null
}

/** The inquiry is new and needs no token yet. Good for one frame; never reuse it. */
export interface TokenlessSession {
  inquiryId: string
  status: 'created'
  sessionToken: null
  expiresIn: null
}

/** A token for an inquiry that the person can continue. */
export interface TokenSession {
  inquiryId: string
  status: OpenInquiryStatus
  sessionToken: string
  /** Seconds from now until the session expires, or `null` where the back end does not know. */
  expiresIn: number | null
}

/** The inquiry is finished: there is nothing to open. */
export interface FinishedSession {
  inquiryId: string
  status: FinishedInquiryStatus
  sessionToken: null
  expiresIn: null
}

/**
 * What the back end returns for one inquiry: a token, that none is needed, or that the inquiry is
 * finished.
 *
 * `inquiryId` may differ from the requested one: an outdated inquiry may have been replaced.
 */
export type InquirySession = TokenlessSession | TokenSession | FinishedSession

/** A session as the handler returns it. */
export type InquirySessionAnswer = InquirySession & {
  /**
   * Seconds after which to ask whether the session has ended, again and again. Left out where the back
   * end does not learn of it.
   */
  checkEvery?: number
}

/** Parses a response as an {@link InquirySession}. Returns `undefined` when it is not one. */
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

/** Returns whether a value is a number of seconds, or `null` for an unknown one. */
export function isDuration(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0)
}

/** Returns the valid `checkEvery` of a session's answer, in seconds. */
export function parseCheckEvery(answer: unknown): number | undefined {
  const seconds = isRecord(answer) ? answer['checkEvery'] : undefined
  return typeof seconds === 'number' && seconds > 0 ? seconds : undefined
}
