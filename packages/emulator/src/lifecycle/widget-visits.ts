import { type Answers, sampleAnswers } from '../entities/answers.ts'
import { type Inquiry, isUnfinished } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { stepsOf } from '../entities/inquiry-template.ts'
import { expectedAnswers, positionOf, type Step } from '../entities/step.ts'
import { killOnLoad } from '../faults/sessions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { AnswersInvalid, AnswersRequest, SessionExpired } from '../widget-contract.ts'
import { findInquiry, finishInquiry, startInquiry } from './inquiries.ts'
import { isHandoff, isVisible, tellOthers } from './handoffs.ts'
import { createSession, endSession, isLive, touchSession } from './sessions.ts'
import { submitDocument, submitSelfie } from './verifications.ts'

/** A widget's access to an inquiry: with a session, or refused with the expired screen. */
export type WidgetAccess = AuthorizedVisit | SessionExpired

export interface AuthorizedVisit {
  readonly outcome: 'authorized'
  readonly inquiry: Inquiry
  readonly session: InquirySession
}

const refused: SessionExpired = { outcome: 'expired', report: 'unauthenticated' }

/**
 * Opens an inquiry for a widget that loads. A `created` inquiry needs no token.
 *
 * @throws PersonaError 404 for an unknown inquiry, 403 at the session cap
 */
export async function openVisit(
  emulator: EmulatorContext,
  inquiryId: string,
  token: string | null,
  userAgent: string | null = null,
): Promise<WidgetAccess> {
  const inquiry = findInquiry(emulator, inquiryId)
  const needsToken = inquiry.status !== 'created' || inquiry.redactedAt !== null
  const visit: WidgetAccess =
    token === null && !needsToken
      ? { outcome: 'authorized', inquiry, session: createSession(emulator, inquiry, 'widget') }
      : await continueVisit(emulator, token)
  if (visit.outcome === 'expired') return visit
  if (visit.inquiry !== inquiry) return refused
  touchSession(emulator, visit.session, userAgent)
  if (isHandoff(visit.session)) tellOthers(emulator, visit.session, { name: 'handoff-started' })
  const { report } = emulator.faults.take(killOnLoad, { inquiryId }) ?? { report: 'never' }
  if (report === 'never') return visit
  endSession(emulator, visit.session, report)
  return { outcome: 'expired', report }
}

/** Authorizes a later request of a widget, while the inquiry is unfinished. */
export async function continueVisit(
  emulator: EmulatorContext,
  token: string | null,
): Promise<WidgetAccess> {
  const visit = await readVisit(emulator, token)
  return visit.outcome === 'authorized' && !isUnfinished(visit.inquiry) ? refused : visit
}

/** Authorizes a widget to read an inquiry, also after another device has finished it. */
export async function readVisit(
  emulator: EmulatorContext,
  token: string | null,
): Promise<WidgetAccess> {
  const sessionId = token === null ? null : await emulator.tokens.read(token)
  const session = sessionId === null ? undefined : emulator.store.sessions.get(sessionId)
  if (!session) return refused
  const inquiry = findInquiry(emulator, session.inquiryId)
  if (session.ended) return { outcome: 'expired', report: session.ended.report }
  if (!isLive(emulator, session) || !isVisible(inquiry)) return refused
  return { outcome: 'authorized', inquiry, session }
}

/**
 * Saves the answers of a step and moves on to the next, or to the furthest that the person has
 * reached. The last step finishes the inquiry with the given outcome.
 */
export function answerStep(
  emulator: EmulatorContext,
  { inquiry, session }: AuthorizedVisit,
  { step: name, answers, outcome }: AnswersRequest,
): void {
  const steps = stepsOf(emulator.store, inquiry)
  const position = positionOf(steps, name)
  if (inquiry.status === 'created') startInquiry(emulator, inquiry)
  inquiry.answers = { ...answersWithout(inquiry.answers, steps[position]), ...answers }
  inquiry.updatedAt = emulator.clock.now()
  submitPhoto(emulator, inquiry, steps[position])
  const next = steps[Math.max(position + 1, positionOf(steps, inquiry.step))]
  if (next && next.name !== inquiry.step) {
    inquiry.step = next.name
    emulator.events.emit({ name: 'inquiry.transitioned', inquiry })
  }
  if (next?.type === 'done') finishInquiry(emulator, inquiry, outcome)
  tellOthers(emulator, session, { name: 'inquiry-changed' })
}

/** Removes a step's earlier answers, so that those now left out do not remain. */
function answersWithout(answers: Answers, step: Step | undefined): Answers {
  const replaced = new Set(step && expectedAnswers(step).map(({ name }) => name))
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !replaced.has(name)))
}

/** Submits the document or the selfie of a photo step. */
function submitPhoto(emulator: EmulatorContext, inquiry: Inquiry, step: Step | undefined): void {
  if (step?.type === 'selfie') submitSelfie(emulator, inquiry)
  if (step?.type !== 'document') return
  submitDocument(emulator, inquiry, {
    idClass: inquiry.answers['identification-class'],
    countryCode: inquiry.answers['selected-country-code'],
  })
}

/**
 * Returns a step's answers without those that it does not accept, or what is missing. A person may
 * answer an earlier step again, but not a step beyond the current one.
 */
export function checkAnswers(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  { step: name, answers: given }: AnswersRequest,
): { outcome: 'valid'; answers: Answers } | AnswersInvalid {
  const steps = stepsOf(emulator.store, inquiry)
  const position = positionOf(steps, name)
  const step = steps[position]
  if (!step || step.type === 'done' || position > positionOf(steps, inquiry.step)) {
    return { outcome: 'invalid', missing: 'step' }
  }
  const answers: Answers = {}
  for (const { name: answer, isRequired, values } of expectedAnswers(step)) {
    const value = given[answer]
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '' ? isRequired : values?.includes(text) === false) {
      return { outcome: 'invalid', missing: answer }
    }
    if (text !== '') answers[answer] = text
  }
  return { outcome: 'valid', answers }
}

/**
 * Makes a created inquiry `pending` at a step, with the given answers or made-up ones to the steps
 * before.
 */
export function leadToStep(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  step: string,
  answers?: Answers,
): void {
  const steps = stepsOf(emulator.store, inquiry)
  const passed = steps.slice(0, positionOf(steps, step))
  startInquiry(emulator, inquiry)
  inquiry.step = step
  inquiry.answers = { ...inquiry.answers, ...(answers ?? sampleAnswers(passed)) }
  for (const each of passed) submitPhoto(emulator, inquiry, each)
}
