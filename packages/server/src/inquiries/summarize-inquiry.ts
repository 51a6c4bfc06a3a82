import { type InquirySummary, isFinishedInquiryStatus } from '@resumable-inquiry/core/wire'
import type { Office, Served } from './handler-context.ts'
import { isTemplateOutdated, knownStatus } from '../persona/inquiry.ts'
import { Refusal } from '../http/problem.ts'
import type { Subject } from './subject.ts'

/** Says how an inquiry stands. Costs no session. */
export async function summarizeInquiry(
  { persona, guard, desk }: Office,
  subject: Subject,
  inquiryId: string,
): Promise<Served> {
  await guard.require(subject, inquiryId, 'read')
  const inquiry = await persona.retrieveInquiry(inquiryId)
  if (inquiry.redactedAt !== null) throw new Refusal('not_found')
  const status = knownStatus(inquiry)
  const isFinished = isFinishedInquiryStatus(status)
  if (isFinished) await desk.forget({ subjectId: subject.id, inquiryId })
  const templateOutdated = isTemplateOutdated(inquiry)
  const body: InquirySummary = { inquiryId, status, resumable: !isFinished, templateOutdated }
  return { body, inquiryId, outcome: 'summary', requestId: inquiry.requestId }
}
