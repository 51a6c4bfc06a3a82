/**
 * What kind of trouble a call to Persona met.
 *
 * - `not_found`: Persona does not know the inquiry
 * - `conflict`: the inquiry is in no state for this; a finished inquiry is not resumed
 * - `sessions_exhausted`: the inquiry's cap of sessions is reached
 * - `rate_limited`: too many calls, or a quota is used up
 * - `unauthenticated`, `forbidden`: the API key is wrong, or may not do this
 * - `invalid_request`: Persona refuses the call itself
 * - `unavailable`: Persona, or what stands before it, has failed
 * - `invalid_response`: a success that does not hold what it must
 * - `timeout`, `network`: no answer came
 */
export type PersonaErrorKind =
  | 'not_found'
  | 'conflict'
  | 'sessions_exhausted'
  | 'rate_limited'
  | 'unauthenticated'
  | 'forbidden'
  | 'invalid_request'
  | 'unavailable'
  | 'invalid_response'
  | 'timeout'
  | 'network'

/** What is known about the trouble, beside its kind. */
export interface PersonaErrorDetails {
  /** Persona's HTTP status, where an answer came. */
  status?: number | undefined
  /** Persona's own short words. */
  title?: string | undefined
  /** Persona's own longer words. */
  details?: string | undefined
  /** Persona's id of the call, which its support asks for. */
  requestId?: string | undefined
  /** Seconds until another call makes sense. */
  retryAfter?: number | undefined
  cause?: unknown
}

/** A call to Persona that did not succeed. Holds neither the API key nor a session token. */
export class PersonaApiError extends Error {
  override readonly name = 'PersonaApiError'
  readonly kind: PersonaErrorKind
  readonly status: number | undefined
  readonly title: string | undefined
  readonly details: string | undefined
  readonly requestId: string | undefined
  /** Seconds until another call makes sense, where Persona says. */
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
