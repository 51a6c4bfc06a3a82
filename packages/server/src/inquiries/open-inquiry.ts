import type { SessionReason } from '@resumable-inquiry/core/wire'
import type { Office, Served } from './handler-context.ts'
import { Refusal } from '../http/problem.ts'
import type { SessionAnswer } from '../sessions/session-service.ts'
import type { Subject } from './subject.ts'

/** Opens the person's own inquiry, and begins one where they have none that Persona still knows. */
export async function openOwnInquiry(
  office: Office,
  subject: Subject,
  reason: SessionReason,
): Promise<Served> {
  if (office.own === undefined) {
    throw new Refusal('not_found', { detail: 'Name the inquiry: none is started here.' })
  }
  const inquiryId = await office.own.find(subject)
  if (inquiryId === null) return await openNewInquiry(office, subject)
  const answer = await ask(office, subject, inquiryId, reason)
  return served(inquiryId, answer) ?? (await openNewInquiry(office, subject, inquiryId))
}

/** Opens the inquiry that was asked for, or another in its stead when it is out of date. */
export async function openInquiry(
  office: Office,
  subject: Subject,
  inquiryId: string,
  reason: SessionReason,
): Promise<Served> {
  const answer = await ask(office, subject, inquiryId, reason)
  if (answer.kind === 'outdated') return await openNewInquiry(office, subject, inquiryId)
  return served(inquiryId, answer) ?? notFound()
}

async function openNewInquiry(
  office: Office,
  subject: Subject,
  replaced?: string,
): Promise<Served> {
  if (office.own === undefined) return notFound()
  const { inquiryId, inquiry } = await office.own.begin(subject, replaced)
  const owner = { subjectId: subject.id, inquiryId }
  const before = await office.desk.look(owner)
  await office.guard.require(subject, inquiryId, 'open')
  // Nothing is replaced twice in one request, whatever the host claims.
  const policy = { outdatedTemplate: 'resume', reason: 'start' } as const
  return (
    served(inquiryId, await office.desk.ask({ owner, before, inquiry, ...policy })) ?? notFound()
  )
}

async function ask(
  { desk, guard, outdatedTemplate }: Office,
  subject: Subject,
  inquiryId: string,
  reason: SessionReason,
): Promise<SessionAnswer> {
  const owner = { subjectId: subject.id, inquiryId }
  // Looked up before the host takes its time, so that of several questions at once one mints.
  const before = await desk.look(owner)
  await guard.require(subject, inquiryId, 'open')
  return await desk.ask({ owner, reason, before, outdatedTemplate })
}

function served(inquiryId: string, answer: SessionAnswer): Served | undefined {
  if (answer.kind !== 'granted') return undefined
  const { session, outcome, requestId } = answer
  return { body: session, inquiryId, outcome, requestId }
}

function notFound(): never {
  throw new Refusal('not_found')
}
