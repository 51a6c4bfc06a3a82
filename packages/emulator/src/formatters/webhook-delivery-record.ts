import type { WebhookDeliveryRecord, WebhookDeliveryStatus } from '../records.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import { formatTime } from './time.ts'

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
