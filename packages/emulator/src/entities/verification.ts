/** The kinds of verification that the emulator has; Persona has more. */
export type VerificationKind = 'government-id' | 'selfie'

/** Persona's verification statuses. */
export type VerificationStatus = 'submitted' | 'passed' | 'failed' | 'canceled'

/** A check of a document or a selfie. Times are milliseconds since the Unix epoch. */
export interface Verification {
  readonly id: string
  readonly inquiryId: string
  readonly kind: VerificationKind
  /** The verification template that a simulate action named. */
  readonly templateId: string | null
  /** The checked document; `null` for a selfie. */
  readonly documentId: string | null
  readonly createdAt: number
  status: VerificationStatus
  completedAt: number | null
}

/** An identity document that the person submitted. Its photos never leave the browser. */
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

/** A selfie that the person submitted. The photo never leaves the browser. */
export interface Selfie {
  readonly id: string
  readonly inquiryId: string
  readonly createdAt: number
  status: 'submitted' | 'processed'
  processedAt: number | null
}
