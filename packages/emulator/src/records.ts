import type { Answers } from './entities/answers.ts'
import type { InquiryStatus } from './entities/inquiry.ts'
import type { SessionCreator } from './entities/inquiry-session.ts'
import type { PersonaEvent } from './events.ts'
import type { Operation } from './operations.ts'
import type { AttemptOutcome, WebhookSignature } from './webhooks/delivery.ts'

/** Where a session stands, in Persona's words: `new` until a widget has loaded with it. */
export type SessionStatus = 'new' | 'active' | 'expired'

/** One session object, as tests and panels see it. Never holds the token. */
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

/** One inquiry, as tests and panels see it. */
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

/** One call to the REST API. */
export interface CallRecord {
  method: string
  /** Without `/api/v1` and without the query. */
  path: string
  operation: Operation
  inquiryId: string | null
  /** The answer's status; `null` while there is none, and for good when there never was. */
  status: number | null
  at: string
}

/** One event on its way to one webhook. Never holds a secret or a signature. */
export interface WebhookDeliveryRecord {
  eventId: string
  event: PersonaEvent['name']
  inquiryId: string
  url: string
  /** How it is signed. */
  signature: WebhookSignature
  status: WebhookDeliveryStatus
  /** When the event happened. */
  createdAt: string
  attempts: WebhookAttemptRecord[]
  /** While it is `waiting`. */
  nextAttemptAt: string | null
}

/** `waiting` for its next attempt; `given_up` after the eighth. */
export type WebhookDeliveryStatus = 'held' | 'under_way' | 'waiting' | 'delivered' | 'given_up'

/** One request to a webhook. */
export interface WebhookAttemptRecord {
  at: string
  outcome: AttemptOutcome
  /** What the receiver answered; `null` while there is nothing, and for good when there never was. */
  status: number | null
}

/** Where the emulator's clock stands. */
export interface TimeRecord {
  /** ISO 8601. */
  now: string
  /** Whether it stands still, but for being turned. */
  isFrozen: boolean
}
