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
