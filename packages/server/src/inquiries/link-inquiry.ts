import { isFinishedInquiryStatus } from '@resumable-inquiry/core/wire'
import type { Office, Served } from './handler-context.ts'
import { Refusal } from '../http/problem.ts'
import type { Subject } from './subject.ts'

/** Makes a one-time link. Persona makes none for an expired inquiry, so that is resumed first. */
export async function linkInquiry(
  { persona, guard, desk }: Office,
  subject: Subject,
  inquiryId: string,
  expiresInSeconds: number | undefined,
): Promise<Served> {
  await guard.require(subject, inquiryId, 'link')
  const { status, redactedAt, requestId } = await persona.retrieveInquiry(inquiryId)
  if (redactedAt !== null) throw new Refusal('not_found')
  if (isFinishedInquiryStatus(status)) {
    throw new Refusal('invalid_request', {
      detail: 'The inquiry is over: no link leads back to it.',
    })
  }
  if (status === 'expired') await desk.resume({ subjectId: subject.id, inquiryId })
  const body = await persona.generateOneTimeLink(
    inquiryId,
    expiresInSeconds === undefined ? {} : { expiresInSeconds },
  )
  return { body, inquiryId, outcome: 'link', requestId }
}
