/** Statuses in which the person can continue. */
const openInquiryStatuses = ['created', 'pending'] as const

/** Statuses in which there is nothing left for the person to do. */
const finishedInquiryStatuses = [
  'completed',
  'failed',
  'needs_review',
  'approved',
  'declined',
] as const

/** All statuses of a Persona inquiry. Redaction is a date on the inquiry, not a status. */
export const inquiryStatuses: readonly InquiryStatus[] = [
  ...openInquiryStatuses,
  'expired',
  ...finishedInquiryStatuses,
]

export type OpenInquiryStatus = (typeof openInquiryStatuses)[number]
export type FinishedInquiryStatus = (typeof finishedInquiryStatuses)[number]
export type InquiryStatus = OpenInquiryStatus | 'expired' | FinishedInquiryStatus

/** Returns whether the person can continue. */
export function isOpenInquiryStatus(value: unknown): value is OpenInquiryStatus {
  return openInquiryStatuses.some((status) => status === value)
}

/** Returns whether the inquiry is finished: completed, failed, in review or decided. */
export function isFinishedInquiryStatus(value: unknown): value is FinishedInquiryStatus {
  return finishedInquiryStatuses.some((status) => status === value)
}

/** Returns whether a value is one of Persona's inquiry statuses. */
export function isInquiryStatus(value: unknown): value is InquiryStatus {
  return inquiryStatuses.some((status) => status === value)
}
