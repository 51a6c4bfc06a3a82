import { isInquiryId } from './inquiry-id.ts'
import { type InquiryStatus, isInquiryStatus } from './inquiry-status.ts'
import { isRecord } from './is-record.ts'

/** Where an inquiry stands. Reading it costs no session. */
export interface InquirySummary {
  inquiryId: string
  status: InquiryStatus
  /** Whether the person can be brought back into it. */
  resumable: boolean
  /** Whether its template has been published anew since it was created. */
  templateOutdated: boolean
}

/** Reads an answer as an {@link InquirySummary}; `undefined` when it is not one. */
export function parseInquirySummary(value: unknown): InquirySummary | undefined {
  if (!isRecord(value)) return undefined
  const { inquiryId, status, resumable, templateOutdated } = value
  if (!isInquiryId(inquiryId) || !isInquiryStatus(status)) return undefined
  if (typeof resumable !== 'boolean' || typeof templateOutdated !== 'boolean') return undefined
  return { inquiryId, status, resumable, templateOutdated }
}
