import {
  type Inquiry,
  type InquiryDecision,
  isUnfinished,
  refuseRedacted,
} from '../entities/inquiry.ts'
import type { InquirySession, SessionReport } from '../entities/inquiry-session.ts'
import type { InquiryEventName } from '../state/events.ts'
import { conflict, notFound } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { endLinks } from './one-time-links.ts'
import { endSessions, unusedSession } from './sessions.ts'
import { endVerifications } from './verifications.ts'

/**
 * Returns an inquiry, expired where its time is over.
 *
 * @throws PersonaError 404
 */
export function findInquiry(emulator: EmulatorContext, inquiryId: string): Inquiry {
  const inquiry = emulator.store.inquiries.get(inquiryId)
  if (!inquiry) throw notFound()
  return settle(emulator, inquiry)
}

/** Lists all inquiries, oldest first, each expired where its time is over. */
export function listInquiries(emulator: EmulatorContext): Inquiry[] {
  return [...emulator.store.inquiries.values()].map((inquiry) => settle(emulator, inquiry))
}

/** Schedules the expiry of an inquiry, so that its event is sent in time. */
export function watchExpiry(emulator: EmulatorContext, inquiry: Inquiry): void {
  emulator.clock.at(inquiry.expiresAt, () => {
    if (emulator.store.inquiries.get(inquiry.id) !== inquiry) return
    settle(emulator, inquiry)
    // A resume may have extended it.
    if (isUnfinished(inquiry) && inquiry.redactedAt === null) watchExpiry(emulator, inquiry)
  })
}

function settle(emulator: EmulatorContext, inquiry: Inquiry): Inquiry {
  const canExpire = isUnfinished(inquiry) && inquiry.redactedAt === null
  if (canExpire && emulator.clock.now() >= inquiry.expiresAt) expireInquiry(emulator, inquiry)
  return inquiry
}

/**
 * Makes a `created` inquiry `pending`, and counts its expiry from now.
 *
 * @throws PersonaError 409 when it is redacted
 */
export function startInquiry(emulator: EmulatorContext, inquiry: Inquiry): void {
  refuseRedacted(inquiry)
  const now = emulator.clock.now()
  inquiry.status = 'pending'
  inquiry.startedAt = now
  inquiry.updatedAt = now
  inquiry.expiresAt = now + inquiry.lifetimes.start * 1000
  watchExpiry(emulator, inquiry)
  emulator.events.emit({ name: 'inquiry.started', inquiry })
}

/**
 * Returns an unused session, and makes an expired inquiry `pending` again.
 *
 * @throws PersonaError 409 when the inquiry is over or redacted, 403 at the session cap
 */
export function resumeInquiry(emulator: EmulatorContext, inquiry: Inquiry): InquirySession {
  refuseRedacted(inquiry)
  const { resumeCreated, resumePending } = emulator.settings.behaviors
  if (inquiry.status === 'created' && resumeCreated === 'token') {
    return unusedSession(emulator, inquiry, 'resume')
  }
  if (inquiry.status !== 'pending' && inquiry.status !== 'expired') {
    throw conflict(`Inquiry is ${inquiry.status} and cannot be resumed`)
  }
  if (inquiry.status === 'pending' && resumePending === 'keep') {
    return unusedSession(emulator, inquiry, 'resume')
  }
  const now = emulator.clock.now()
  const expiresAt = Math.max(inquiry.expiresAt, now + inquiry.lifetimes.resume * 1000)
  const session = unusedSession(emulator, inquiry, 'resume', expiresAt)
  const wasExpired = inquiry.status === 'expired'
  inquiry.status = 'pending'
  inquiry.expiredAt = null
  inquiry.expiresAt = expiresAt
  inquiry.updatedAt = now
  if (wasExpired) watchExpiry(emulator, inquiry)
  return session
}

/**
 * Expires an inquiry with its sessions and links.
 *
 * @throws PersonaError 409 when the inquiry is over or redacted
 */
export function expireInquiry(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  report: SessionReport = 'unauthenticated',
): void {
  refuseRedacted(inquiry)
  if (inquiry.status === 'expired') return
  if (!isUnfinished(inquiry)) throw conflict(`Inquiry is ${inquiry.status} and cannot expire`)
  const expiredAt = Math.min(inquiry.expiresAt, emulator.clock.now())
  inquiry.status = 'expired'
  inquiry.expiredAt = expiredAt
  inquiry.expiresAt = expiredAt
  inquiry.updatedAt = expiredAt
  endVerifications(emulator, inquiry, 'canceled')
  emulator.events.emit({ name: 'inquiry.expired', inquiry })
  endSessions(emulator, inquiry.id, report)
  endLinks(emulator, inquiry.id)
}

const results = { completed: 'passed', failed: 'failed' } as const

const decisionEvents: Readonly<Record<InquiryDecision, InquiryEventName>> = {
  completed: 'inquiry.completed',
  failed: 'inquiry.failed',
  needs_review: 'inquiry.marked-for-review',
  approved: 'inquiry.approved',
  declined: 'inquiry.declined',
}

/**
 * Sets a final status, and ends the sessions and links.
 *
 * @throws PersonaError 409 when it is redacted or already has that status
 */
export function decideInquiry(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  status: InquiryDecision,
  comment: string | null = null,
): void {
  refuseRedacted(inquiry)
  if (inquiry.status === status) throw conflict(`Inquiry is ${status} already`)
  inquiry.reviewerComment = comment ?? inquiry.reviewerComment
  finishInquiry(emulator, inquiry, status)
  endSessions(emulator, inquiry.id, 'unauthenticated')
  endLinks(emulator, inquiry.id)
}

/** Sets a final status, and leaves the sessions to the widget on its last screen. */
export function finishInquiry(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  status: InquiryDecision,
): void {
  refuseRedacted(inquiry)
  const now = emulator.clock.now()
  inquiry.status = status
  inquiry.updatedAt = now
  if (status === 'completed') inquiry.completedAt = now
  if (status === 'failed') inquiry.failedAt = now
  if (status === 'needs_review') inquiry.markedForReviewAt = now
  if (status === 'approved' || status === 'declined') inquiry.decisionedAt = now
  const isResult = status === 'completed' || status === 'failed'
  endVerifications(emulator, inquiry, isResult ? results[status] : 'canceled')
  emulator.events.emit({ name: decisionEvents[status], inquiry })
}
