export interface OneTimeLink {
  /** The code in the link's address. */
  readonly id: string
  /** The code in its short address. */
  readonly shortCode: string
  readonly inquiryId: string
  readonly createdAt: number
  expiresAt: number
  usedAt: number | null
  /** The session that it opens; `null` creates one at the first use. */
  sessionId: string | null
}
