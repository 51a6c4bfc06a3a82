import type { InquirySession, SessionReason } from '../wire/inquiry-session.ts'

/** How to reach the host's back end over the wire contract. */
export interface EndpointOptions {
  /** Base path of the back end's handler. @default '/api/inquiries' */
  endpoint?: string | undefined
  /** Headers for each request, such as a CSRF token. A function is called for each request. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** Whether cookies are sent. @default 'same-origin' */
  credentials?: RequestCredentials | undefined
}

/** What a host's own `fetchSession` is asked for. */
export interface SessionRequest {
  /** Left out: the signed-in person's own inquiry, started or resumed. */
  inquiryId?: string
  reason: SessionReason
  /**
   * 1 for an opening. For a recovery, its number since the person last made progress, from 1; widgets
   * that were loaded again with the same session count too.
   */
  attempt: number
  /**
   * Names the token that has expired or is suspected, by the first 16 hexadecimal digits of its SHA-256.
   * Missing on `start`, and where the page has no `crypto.subtle`.
   */
  tokenHash?: string | undefined
  /** Aborted at the deadline and by `clear()`. */
  signal: AbortSignal
}

/** Gets a session from the host's back end in the host's own way. */
export type FetchSession = (request: SessionRequest) => Promise<InquirySession>

/** How an inquiry client reaches the back end: over the wire contract, or in the host's own way. */
export type InquiryClientOptions =
  | (EndpointOptions & { fetchSession?: undefined })
  | ({ fetchSession: FetchSession } & { [Key in keyof EndpointOptions]?: undefined })
