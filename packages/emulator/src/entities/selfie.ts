/** A photo of the person; the picture itself never leaves the browser. */
export interface Selfie {
  readonly id: string
  readonly inquiryId: string
  readonly createdAt: number
  status: 'submitted' | 'processed'
  processedAt: number | null
}
