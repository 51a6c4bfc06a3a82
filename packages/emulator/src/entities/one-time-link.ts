export interface OneTimeLink {
  /** The code in the link's address. */
  readonly id: string
  readonly inquiryId: string
  readonly createdAt: number
  readonly expiresAt: number
  usedAt: number | null
}
