import type { Answers } from './entities/answers.ts'
import type { InquiryStatus } from './entities/inquiry.ts'
import type { SessionReport } from './entities/inquiry-session.ts'
import type { Step } from './entities/step.ts'

/*
 * What the widget and its back end send each other, as JSON. Persona's own calls of this kind are
 * private. The paths are below `/widget/api`. Every request but `POST visits` and the event stream
 * carries the session token as a bearer token.
 */

/** `POST visits`: loads an inquiry, or creates one from a template. Returns a `VisitResponse`. */
export interface VisitRequest {
  inquiryId: string | null
  /** A `created` inquiry needs none. */
  sessionToken: string | null
  /** For a new inquiry, like the rest. */
  templateId: string | null
  templateVersionId: string | null
  referenceId: string | null
  /** Answers that are known already. */
  fields: Answers
}

/** `POST answers`: submits a step. Returns a `VisitResponse`. */
export interface AnswersRequest {
  step: string
  answers: Answers
  /** How the inquiry finishes, when this is the last step. */
  outcome: 'completed' | 'failed'
}

/** `POST handoffs`: gets a link for another device. Returns a `HandoffResponse`. */
export interface HandoffRequest {
  /** The style of the widget on the other device. */
  styleVariant: string | null
}

/** An inquiry as the widget shows it. `POST visits/current` returns it as it is now. */
export interface Visit {
  outcome: 'ready'
  inquiryId: string
  status: InquiryStatus
  /** The name of the step that the person is to answer next. */
  step: string
  steps: readonly Step[]
  answers: Answers
  /** The answers, as the SDK passes them to `onComplete`. */
  fields: Record<string, { type: string; value: string | number }>
  sessionId: string
  sessionToken: string
  referenceId: string | null
  /** Where the hosted flow redirects at the end, unless its address names another URI. */
  redirectUri: string | null
  /** Whether the flow started on another device, which waits for this one. */
  isHandoff: boolean
}

/** A link that opens the inquiry on another device. */
export interface Handoff {
  outcome: 'handoff'
  link: string
  /** The link as a QR code, in SVG. */
  picture: string
}

/** The session has ended, or gives no access to the inquiry. */
export interface SessionExpired {
  outcome: 'expired'
  report: SessionReport
}

/** The step may not be answered now, or one of its answers is missing or not allowed. */
export interface AnswersInvalid {
  outcome: 'invalid'
  /** `step`, or the name of the answer. */
  missing: string
}

/** An error as the SDK passes it to `onError`. */
export interface SdkError {
  status: number
  code: string
  message?: string | undefined
}

/** Anything but what was requested. After `hang` the widget never becomes ready. */
export type Refusal =
  | SessionExpired
  | AnswersInvalid
  | { outcome: 'error'; error: SdkError }
  | { outcome: 'hang' }

export type VisitResponse = Visit | Refusal
export type HandoffResponse = Handoff | Refusal

/**
 * An event of `GET sessions/:id/events`, a stream of server-sent events. After `message-fault` the
 * widget requests the delivery of each message that it posts. `handoff-started` and
 * `inquiry-changed` come from another device on the same inquiry.
 */
export type WidgetMessage =
  | { name: 'session-ended'; report: SessionReport }
  | { name: 'message-fault' }
  | { name: 'handoff-started' }
  | { name: 'inquiry-changed' }
  | { name: 'sdk-error'; error: SdkError }

/** `POST /_emulator/messages`: requests the delivery of a message to the page around the widget. */
export interface DeliveryRequest {
  /** The message's name, such as `ready`. */
  name: string
  inquiryId: string | null
}

/** How often the page around a widget gets a message: once, never, or twice. */
export type MessageDeliveryMode = 'deliver' | 'drop' | 'duplicate'

export interface DeliveryResponse {
  delivery: MessageDeliveryMode
}
