export interface OneTimeLink {
  /** The code in the link's address. */
  readonly id: string
  readonly inquiryId: string
  /** The session that it opens; without one, a session is found or made when it is opened. */
  readonly sessionId: string | null
  readonly createdAt: number
  readonly expiresAt: number
  usedAt: number | null
}
