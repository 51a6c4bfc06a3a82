/** Names of events about an inquiry. */
export const inquiryEventNames = [
  'inquiry.created',
  'inquiry.started',
  'inquiry.completed',
  'inquiry.failed',
  'inquiry.expired',
  'inquiry.marked-for-review',
  'inquiry.approved',
  'inquiry.declined',
  'inquiry.transitioned',
  'inquiry.redacted',
] as const

/** Names of events about a session of an inquiry. */
export const inquirySessionEventNames = [
  'inquiry-session.started',
  'inquiry-session.expired',
  'inquiry-session.canceled',
] as const

export type InquiryEventName = (typeof inquiryEventNames)[number]
export type InquirySessionEventName = (typeof inquirySessionEventNames)[number]

interface CommonEvent {
  /** Persona's id of the event, the same for every delivery. */
  readonly id: string
  /** When it happened, in milliseconds since 1970. */
  readonly createdAt: number
  /**
   * Whether a later event of the same inquiry was handled before, so that this one is outdated. An event
   * about a session does not outdate one about the inquiry itself.
   */
  readonly outOfOrder: boolean
  /** The whole payload as Persona sent it, including the person's answers. */
  readonly payload: unknown
}

/** An event about an inquiry. */
export interface InquiryEvent extends CommonEvent {
  readonly name: InquiryEventName
  readonly inquiryId: string
  /** The inquiry's status at the time. Persona may add statuses. */
  readonly status: string
  /** The host's id for the person. */
  readonly referenceId: string | null
}

/** An event about a session. */
export interface InquirySessionEvent extends CommonEvent {
  readonly name: InquirySessionEventName
  readonly inquiryId: string
  readonly sessionId: string
  /** The session's status at the time. */
  readonly status: string
}

/** An event with any other name. */
export interface UnknownEvent extends CommonEvent {
  readonly name: 'unknown'
  /** Persona's name of the event. */
  readonly personaName: string
  /** The inquiry that it concerns, if any. */
  readonly inquiryId: string | null
}

/** An event of Persona's, discriminated by `name`. */
export type WebhookEvent = InquiryEvent | InquirySessionEvent | UnknownEvent
