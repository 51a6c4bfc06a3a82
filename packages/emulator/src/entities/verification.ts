/** The checks that are known here; Persona has more. */
export type VerificationKind = 'government-id' | 'selfie'

/** Where a verification stands, in Persona's words. */
export type VerificationStatus = 'submitted' | 'passed' | 'failed' | 'canceled'

/** A check of something that the person handed in. Times are milliseconds since the Unix epoch. */
export interface Verification {
  readonly id: string
  readonly inquiryId: string
  readonly kind: VerificationKind
  /** The verification template that a simulation named. */
  readonly templateId: string | null
  /** What is checked: a document of the same inquiry. */
  readonly documentId: string | null
  readonly createdAt: number
  status: VerificationStatus
  completedAt: number | null
}

/** An identity document that the person handed in; its photos never leave the browser. */
export interface IdentityDocument {
  readonly id: string
  readonly inquiryId: string
  readonly createdAt: number
  /** Persona's code for the kind, such as `pp` for a passport. */
  idClass: string | null
  countryCode: string | null
  status: 'submitted' | 'processed'
  processedAt: number | null
}

/** A photo of the person; the picture itself never leaves the browser. */
export interface Selfie {
  readonly id: string
  readonly inquiryId: string
  readonly createdAt: number
  status: 'submitted' | 'processed'
  processedAt: number | null
}
