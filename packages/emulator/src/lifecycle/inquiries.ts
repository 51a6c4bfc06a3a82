import { isUnfinished } from '../entities/inquiry.ts'
import type { Inquiry, InquiryDecision } from '../entities/inquiry.ts'
import type { InquirySession, SessionReport } from '../entities/inquiry-session.ts'
import type { InquiryEventName } from '../events.ts'
import { conflict, notFound } from '../persona-error.ts'
import type { World } from '../world.ts'
import { endLinks } from './one-time-links.ts'
import { refuseRedacted } from './refuse-redacted.ts'
import { endSessions, unusedSession } from './sessions.ts'
import { endVerifications } from './verifications.ts'

/**
 * The inquiry as it is now: one whose time is over is expired before anybody sees it.
 *
 * @throws PersonaError 404
 */
export function findInquiry(world: World, inquiryId: string): Inquiry {
  const inquiry = world.store.inquiries.get(inquiryId)
  if (!inquiry) throw notFound()
  return settle(world, inquiry)
}

/** All inquiries as they are now, oldest first. */
export function listInquiries(world: World): Inquiry[] {
  return [...world.store.inquiries.values()].map((inquiry) => settle(world, inquiry))
}

/** Lets an inquiry expire when its time is over, also when nobody looks at it. */
export function watchExpiry(world: World, inquiry: Inquiry): void {
  world.clock.at(inquiry.expiresAt, () => {
    if (world.store.inquiries.get(inquiry.id) !== inquiry) return
    settle(world, inquiry)
    // It has been prolonged in the meantime.
    if (isUnfinished(inquiry) && inquiry.redactedAt === null) watchExpiry(world, inquiry)
  })
}

function settle(world: World, inquiry: Inquiry): Inquiry {
  const canExpire = isUnfinished(inquiry) && inquiry.redactedAt === null
  if (canExpire && world.clock.now() >= inquiry.expiresAt) expireInquiry(world, inquiry)
  return inquiry
}

/**
 * Makes a `created` inquiry `pending`, with the expiry counted from now.
 *
 * @throws PersonaError 409 when it is redacted
 */
export function startInquiry(world: World, inquiry: Inquiry): void {
  refuseRedacted(inquiry)
  const now = world.clock.now()
  inquiry.status = 'pending'
  inquiry.startedAt = now
  inquiry.updatedAt = now
  inquiry.expiresAt = Math.max(inquiry.expiresAt, now + inquiry.lifetimes.start * 1000)
  world.events.emit({ name: 'inquiry.started', inquiry })
}

/** @throws PersonaError 409 when the inquiry is over or redacted, 403 at the session cap */
export function resumeInquiry(world: World, inquiry: Inquiry): InquirySession {
  refuseRedacted(inquiry)
  const { resumeCreated, resumePending } = world.settings.behaviours
  if (inquiry.status === 'created' && resumeCreated === 'token') {
    return unusedSession(world, inquiry, 'resume')
  }
  if (inquiry.status !== 'pending' && inquiry.status !== 'expired') {
    throw conflict(`Inquiry is ${inquiry.status} and cannot be resumed`)
  }
  if (inquiry.status === 'pending' && resumePending === 'keep') {
    return unusedSession(world, inquiry, 'resume')
  }
  const now = world.clock.now()
  const expiresAt = Math.max(inquiry.expiresAt, now + inquiry.lifetimes.resume * 1000)
  const session = unusedSession(world, inquiry, 'resume', expiresAt)
  const wasExpired = inquiry.status === 'expired'
  inquiry.status = 'pending'
  inquiry.expiredAt = null
  inquiry.expiresAt = expiresAt
  inquiry.updatedAt = now
  if (wasExpired) watchExpiry(world, inquiry)
  return session
}

/** @throws PersonaError 409 when the inquiry is over or redacted */
export function expireInquiry(
  world: World,
  inquiry: Inquiry,
  report: SessionReport = 'unauthenticated',
): void {
  refuseRedacted(inquiry)
  if (inquiry.status === 'expired') return
  if (!isUnfinished(inquiry)) throw conflict(`Inquiry is ${inquiry.status} and cannot expire`)
  const expiredAt = Math.min(inquiry.expiresAt, world.clock.now())
  inquiry.status = 'expired'
  inquiry.expiredAt = expiredAt
  inquiry.expiresAt = expiredAt
  inquiry.updatedAt = expiredAt
  endVerifications(world, inquiry, 'canceled')
  world.events.emit({ name: 'inquiry.expired', inquiry })
  endSessions(world, inquiry.id, report)
  endLinks(world, inquiry.id)
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
 * Gives an inquiry a final status and ends its sessions.
 *
 * @throws PersonaError 409 when it is redacted, or has that status already
 */
export function decideInquiry(
  world: World,
  inquiry: Inquiry,
  status: InquiryDecision,
  comment: string | null = null,
): void {
  refuseRedacted(inquiry)
  if (inquiry.status === status) throw conflict(`Inquiry is ${status} already`)
  inquiry.reviewerComment = comment ?? inquiry.reviewerComment
  finishInquiry(world, inquiry, status)
  endSessions(world, inquiry.id, 'unauthenticated')
  endLinks(world, inquiry.id)
}

/** Gives an inquiry a final status; the widget that got it there stays on its last screen. */
export function finishInquiry(world: World, inquiry: Inquiry, status: InquiryDecision): void {
  refuseRedacted(inquiry)
  const now = world.clock.now()
  inquiry.status = status
  inquiry.updatedAt = now
  if (status === 'completed') inquiry.completedAt = now
  if (status === 'failed') inquiry.failedAt = now
  if (status === 'needs_review') inquiry.markedForReviewAt = now
  if (status === 'approved' || status === 'declined') inquiry.decisionedAt = now
  const isResult = status === 'completed' || status === 'failed'
  endVerifications(world, inquiry, isResult ? results[status] : 'canceled')
  world.events.emit({ name: decisionEvents[status], inquiry })
}
