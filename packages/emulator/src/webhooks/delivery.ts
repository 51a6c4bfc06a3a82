import type { PersonaEvent } from '../events.ts'
import type { Webhook } from './webhook.ts'

/** An event as it was when it happened. */
export interface WebhookEvent {
  readonly id: string
  readonly name: PersonaEvent['name']
  readonly inquiryId: string
  readonly createdAt: number
  readonly body: string
}

export const webhookDeliveryModes = ['deliver', 'duplicate', 'hold'] as const

/** How an event is sent to webhooks: once, twice, or not before it is released. */
export type WebhookDeliveryMode = (typeof webhookDeliveryModes)[number]

export const webhookSignatures = ['valid', 'stale', 'wrong'] as const

/** How a delivery is signed: as it should be, as if yesterday, or with a secret nobody knows. */
export type WebhookSignature = (typeof webhookSignatures)[number]

/** What came of an attempt. */
export type AttemptOutcome = 'under_way' | 'accepted' | 'refused' | 'timed_out' | 'unreachable'

export interface Attempt {
  readonly at: number
  outcome: AttemptOutcome
  /** What the receiver answered. */
  status: number | null
}

/** One event on its way to one webhook, with all its attempts. */
export interface Delivery {
  readonly event: WebhookEvent
  readonly webhook: Webhook
  readonly signature: WebhookSignature
  readonly attempts: Attempt[]
  isHeld: boolean
  nextAttemptAt: number | null
}
