/** How a REST call fails. */
export type ApiFailure =
  /** Answers with a status: Persona's error JSON by default, or a proxy's HTML page, or nothing. */
  | {
      failure: 'status'
      status: number
      body?: 'json' | 'html' | 'empty' | undefined
      /** Seconds, sent as `Retry-After`. */
      retryAfter?: number | undefined
    }
  /** Accepts the request and never answers. */
  | { failure: 'hang' }
  /** Resets the connection. */
  | { failure: 'reset' }
  /** Works again. */
  | { failure: 'none' }
