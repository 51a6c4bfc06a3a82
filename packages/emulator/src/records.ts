import type { Answers } from './entities/answers.ts'
import type { InquiryStatus } from './entities/inquiry.ts'
import type { SessionCreator } from './entities/inquiry-session.ts'
import type { PersonaEvent } from './state/events.ts'
import type { Operation } from './operations.ts'
import type { AttemptOutcome, WebhookSignature } from './webhooks/delivery.ts'

/** Persona's session statuses; `new` until a widget has loaded with it. */
export type SessionStatus = 'new' | 'active' | 'expired'

/** A session, without its token. */
export interface SessionRecord {
  id: string
  inquiryId: string
  status: SessionStatus
  createdBy: SessionCreator
  /** ISO 8601, like every time in a record. */
  createdAt: string
  expiresAt: string
  /** How many times a widget has loaded with it. */
  loadedByWidget: number
}

export interface InquiryRecord {
  id: string
  status: InquiryStatus
  referenceId: string | null
  /** The step that the person sees next. */
  step: string
  answers: Answers
  createdAt: string
  expiresAt: string
}

/** A call to the REST API. */
export interface CallRecord {
  method: string
  /** Without `/api/v1` and without the query. */
  path: string
  operation: Operation
  inquiryId: string | null
  /** The response's status; `null` before the response, and for good when the connection broke. */
  status: number | null
  at: string
}

/** The delivery of an event to a webhook, without its secret and signature. */
export interface WebhookDeliveryRecord {
  eventId: string
  event: PersonaEvent['name']
  inquiryId: string
  url: string
  signature: WebhookSignature
  status: WebhookDeliveryStatus
  /** The time of the event. */
  createdAt: string
  attempts: WebhookAttemptRecord[]
  /** `null` unless it is `waiting`. */
  nextAttemptAt: string | null
}

/** `waiting` for its next attempt; `given_up` after the eighth. */
export type WebhookDeliveryStatus = 'held' | 'under_way' | 'waiting' | 'delivered' | 'given_up'

export interface WebhookAttemptRecord {
  at: string
  outcome: AttemptOutcome
  /** The receiver's status; `null` before the response, and for good when there was none. */
  status: number | null
}

export interface TimeRecord {
  /** ISO 8601. */
  now: string
  /** Whether it moves only by `advanceTime` and `setTime`. */
  isFrozen: boolean
}
