/** Whose call made a session: the host's back end by one of three calls, or the widget itself. */
export type SessionCreator = 'resume' | 'inquiry_session' | 'inquiry' | 'widget'

/** What a widget whose session has died tells the page around it; nothing for `silence`. */
export type SessionReport = 'unauthenticated' | 'unknown' | 'silence'

/** A session as it is stored. Its token is made from it when needed and kept nowhere. */
export interface InquirySession {
  readonly id: string
  readonly inquiryId: string
  readonly createdBy: SessionCreator
  readonly createdAt: number
  /** Copied from the inquiry when the session was created, and never prolonged. */
  readonly expiresAt: number
  /** The token's `jti`, so that the same session always gives the same token. */
  readonly tokenId: string
  startedAt: number | null
  loadedByWidget: number
  ended: { readonly at: number; readonly report: SessionReport } | null
}
