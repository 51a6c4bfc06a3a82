/**
 * The kind of a failed call to Persona.
 *
 * - `not_found`: Persona does not know the inquiry, or has redacted it
 * - `conflict`: the inquiry's status does not allow the call, such as resuming a finished inquiry
 * - `sessions_exhausted`: the inquiry has reached its session cap
 * - `rate_limited`: too many calls, or an exhausted quota
 * - `unauthenticated`, `forbidden`: the API key is wrong or lacks a permission
 * - `wrong_environment`: the API key is of another Persona environment than expected
 * - `invalid_request`: Persona rejects the call itself
 * - `unavailable`: Persona or a proxy in front of it failed
 * - `invalid_response`: a success without the expected content, or about another inquiry
 * - `timeout`, `network`: no response
 */
export type PersonaErrorKind =
  | 'not_found'
  | 'conflict'
  | 'sessions_exhausted'
  | 'rate_limited'
  | 'unauthenticated'
  | 'forbidden'
  | 'wrong_environment'
  | 'invalid_request'
  | 'unavailable'
  | 'invalid_response'
  | 'timeout'
  | 'network'

/** What is known about a failed call, beside its kind. */
export interface PersonaErrorDetails {
  /** Persona's HTTP status, if it responded. */
  status?: number | undefined
  /** The title of Persona's error, if it is one that Persona documents. */
  title?: string | undefined
  /** The details of Persona's error, if Persona documents them. */
  details?: string | undefined
  /** Persona's id of the call, for its support. */
  requestId?: string | undefined
  /** Seconds until a retry is worthwhile. */
  retryAfter?: number | undefined
  cause?: unknown
}

/**
 * A failed call to Persona. Contains no words of Persona's beyond those that it documents, since others
 * may repeat the API key, a session token, a one-time link or a person's answer.
 */
export class PersonaApiError extends Error {
  override readonly name = 'PersonaApiError'
  readonly kind: PersonaErrorKind
  readonly status: number | undefined
  readonly title: string | undefined
  readonly details: string | undefined
  readonly requestId: string | undefined
  /** Seconds until a retry is worthwhile, if Persona says. */
  readonly retryAfter: number | undefined

  constructor(kind: PersonaErrorKind, message: string, details: PersonaErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.kind = kind
    this.status = details.status
    this.title = details.title
    this.details = details.details
    this.requestId = details.requestId
    this.retryAfter = details.retryAfter
  }
}

/**
 * Returns whether an error may be a response that Persona repeats for an `Idempotency-Key`: it stores all
 * responses, except for these two.
 */
export function isReplayable(error: unknown): boolean {
  if (!(error instanceof PersonaApiError) || error.status === undefined) return false
  return error.kind !== 'unauthenticated' && error.kind !== 'rate_limited'
}
