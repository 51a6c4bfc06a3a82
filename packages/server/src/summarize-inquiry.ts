import {
  type InquirySummary,
  isFinishedInquiryStatus,
  isInquiryStatus,
} from '@resumable-inquiry/core/wire'
import type { Office, Served } from './office.ts'
import { isTemplateOutdated } from './persona/inquiry.ts'
import { Refusal } from './problem.ts'
import type { Subject } from './subject.ts'

/** Says how an inquiry stands. Costs no session. */
export async function summarizeInquiry(
  { persona, guard, desk }: Office,
  subject: Subject,
  inquiryId: string,
): Promise<Served> {
  await guard.require(subject, inquiryId, 'read')
  const inquiry = await persona.retrieveInquiry(inquiryId)
  const { status } = inquiry
  if (inquiry.redactedAt !== null) throw new Refusal('not_found')
  if (!isInquiryStatus(status)) {
    throw new Refusal('persona_unavailable', {
      cause: new Error(`Persona gave inquiry ${inquiryId} a status that is not known here.`),
    })
  }
  const isFinished = isFinishedInquiryStatus(status)
  if (isFinished) await desk.forget({ subjectId: subject.id, inquiryId })
  const templateOutdated = isTemplateOutdated(inquiry)
  const body: InquirySummary = { inquiryId, status, resumable: !isFinished, templateOutdated }
  return { body, inquiryId, outcome: 'summary' }
}
