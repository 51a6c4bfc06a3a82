import { isInquiryId } from './inquiry-id.ts'
import { type InquiryStatus, isInquiryStatus } from './inquiry-status.ts'
import { isRecord } from './is-record.ts'

/** Status of an inquiry. Reading it costs no session. */
export interface InquirySummary {
  inquiryId: string
  status: InquiryStatus
  /** Whether the person can continue it. */
  resumable: boolean
  /** Whether a newer version of its template was published since it was created. */
  templateOutdated: boolean
}

/** Parses a response as an {@link InquirySummary}. Returns `undefined` when it is not one. */
export function parseInquirySummary(value: unknown): InquirySummary | undefined {
  if (!isRecord(value)) return undefined
  const { inquiryId, status, resumable, templateOutdated } = value
  if (!isInquiryId(inquiryId) || !isInquiryStatus(status)) return undefined
  if (typeof resumable !== 'boolean' || typeof templateOutdated !== 'boolean') return undefined
  return { inquiryId, status, resumable, templateOutdated }
}
