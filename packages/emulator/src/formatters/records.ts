import type { Clock } from '../state/clock.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { sessionStatus } from '../lifecycle/sessions.ts'
import type {
  InquiryRecord,
  SessionRecord,
  TimeRecord,
  WebhookDeliveryRecord,
  WebhookDeliveryStatus,
} from '../records.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { formatTime } from './resource.ts'

export function formatInquiryRecord(inquiry: Inquiry): InquiryRecord {
  return {
    id: inquiry.id,
    status: inquiry.status,
    referenceId: inquiry.referenceId,
    step: inquiry.step,
    answers: { ...inquiry.answers },
    createdAt: formatTime(inquiry.createdAt),
    expiresAt: formatTime(inquiry.expiresAt),
  }
}

export function formatSessionRecord(
  emulator: EmulatorContext,
  session: InquirySession,
): SessionRecord {
  return {
    id: session.id,
    inquiryId: session.inquiryId,
    status: sessionStatus(emulator, session),
    createdBy: session.createdBy,
    createdAt: formatTime(session.createdAt),
    expiresAt: formatTime(session.expiresAt),
    loadedByWidget: session.loadedByWidget,
  }
}

export function formatTimeRecord(clock: Clock): TimeRecord {
  return { now: formatTime(clock.now()), isFrozen: clock.isFrozen }
}

export function formatWebhookDeliveryRecord(delivery: Delivery): WebhookDeliveryRecord {
  const { attempts, event, nextAttemptAt, signature, webhook } = delivery
  return {
    eventId: event.id,
    event: event.name,
    inquiryId: event.inquiryId,
    url: webhook.url,
    signature,
    status: statusOf(delivery),
    createdAt: formatTime(event.createdAt),
    attempts: attempts.map((attempt) => ({ ...attempt, at: formatTime(attempt.at) })),
    nextAttemptAt: formatTime(nextAttemptAt),
  }
}

function statusOf({ attempts, isHeld, nextAttemptAt }: Delivery): WebhookDeliveryStatus {
  if (isHeld) return 'held'
  if (nextAttemptAt !== null) return 'waiting'
  const outcome = attempts.at(-1)?.outcome
  if (outcome === 'accepted') return 'delivered'
  return outcome === 'under_way' ? 'under_way' : 'given_up'
}
