import type { PersonaEvent } from '../state/events.ts'
import type { Webhook } from './webhook.ts'

/** An event with its body at the time of the event. */
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

/** How a delivery is signed: validly, as of a day ago, or with an unknown secret. */
export type WebhookSignature = (typeof webhookSignatures)[number]

/** The outcome of an attempt. */
export type AttemptOutcome = 'under_way' | 'accepted' | 'refused' | 'timed_out' | 'unreachable'

export interface Attempt {
  readonly at: number
  outcome: AttemptOutcome
  /** The receiver's status. */
  status: number | null
}

/** The delivery of an event to a webhook, with all its attempts. */
export interface Delivery {
  readonly event: WebhookEvent
  readonly webhook: Webhook
  readonly signature: WebhookSignature
  readonly attempts: Attempt[]
  isHeld: boolean
  nextAttemptAt: number | null
}
