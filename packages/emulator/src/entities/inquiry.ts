import { conflict } from '../persona-error.ts'
import type { Answers } from './answers.ts'
import type { Lifetimes } from './lifetimes.ts'

/** Persona's inquiry statuses. */
export type InquiryStatus =
  | 'created'
  | 'pending'
  | 'completed'
  | 'failed'
  | 'expired'
  | 'needs_review'
  | 'approved'
  | 'declined'

/** The final statuses that an API call, a workflow or a reviewer can set. */
export type InquiryDecision = 'completed' | 'failed' | 'needs_review' | 'approved' | 'declined'

/** An inquiry as it is stored. Times are milliseconds since the Unix epoch. */
export interface Inquiry {
  readonly id: string
  readonly templateId: string
  /** Never changes after creation. */
  readonly templateVersionId: string
  readonly accountId: string | null
  readonly referenceId: string | null
  readonly lifetimes: Lifetimes
  /** The creator's e-mail address, or `API`. */
  readonly creator: string
  /** Where the hosted flow redirects after its last screen. */
  readonly redirectUri: string | null
  readonly createdAt: number
  note: string | null
  reviewerComment: string | null
  tags: string[]
  status: InquiryStatus
  /** The name of the step that the person sees next. */
  step: string
  answers: Answers
  updatedAt: number
  startedAt: number | null
  completedAt: number | null
  failedAt: number | null
  markedForReviewAt: number | null
  decisionedAt: number | null
  expiredAt: number | null
  redactedAt: number | null
  expiresAt: number
}

/** Whether the person can continue without a resume. */
export function isUnfinished({ status }: Pick<Inquiry, 'status'>): boolean {
  return status === 'created' || status === 'pending'
}

/** Refuses to change an inquiry whose data was deleted. @throws PersonaError 409 */
export function refuseRedacted({ redactedAt }: Pick<Inquiry, 'redactedAt'>): void {
  if (redactedAt !== null) throw conflict('Inquiry already redacted')
}
