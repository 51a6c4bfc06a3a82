/**
 * Answers with a status, and does nothing: Persona's error JSON by default, which is repeated under
 * an `Idempotency-Key` as Persona repeats its own; or a proxy's HTML page, or nothing.
 */
export interface StatusFailure {
  failure: 'status'
  status: number
  body?: 'json' | 'html' | 'empty' | undefined
  /** Seconds, sent as `Retry-After`. */
  retryAfter?: number | undefined
}

/** How a request fails, and whether it is carried out all the same. */
export type ApiFailure =
  | StatusFailure
  /** Accepts the request and never answers. */
  | { failure: 'hang' }
  /** Resets the connection. */
  | { failure: 'reset' }
  /** Carries the request out, and answers it `delay` milliseconds later. */
  | { failure: 'delay'; delay: number }
  /** Carries the request out, and resets the connection instead of answering. */
  | { failure: 'lost_response' }
  /** Carries the request out, and ends the answer's body in the middle. */
  | { failure: 'malformed' }
  /** Carries the request out, and leaves a member out of the answer's JSON. */
  | {
      failure: 'incomplete'
      /** Where it is, such as `meta.session-token`. */
      without: string
    }
  /** Works again. */
  | { failure: 'none' }
