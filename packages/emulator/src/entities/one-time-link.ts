export interface OneTimeLink {
  readonly code: string
  readonly inquiryId: string
  readonly createdAt: number
  readonly expiresAt: number
  usedAt: number | null
}
