/** Events about an inquiry. */
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

/** Events about one of an inquiry's sessions. */
export const inquirySessionEventNames = [
  'inquiry-session.started',
  'inquiry-session.expired',
  'inquiry-session.canceled',
] as const

export type InquiryEventName = (typeof inquiryEventNames)[number]
export type InquirySessionEventName = (typeof inquirySessionEventNames)[number]

interface EventOfAnyName {
  /** Persona's id of the event, the same however often it is delivered. */
  readonly id: string
  /** When it happened, in milliseconds since 1970. */
  readonly createdAt: number
  /**
   * Whether a later event of the same inquiry was handled before: its news is out of date. What
   * happens to a session puts no news of the inquiry itself out of date.
   */
  readonly outOfOrder: boolean
  /** All that Persona tells, in its own words: answers that the person gave are among it. */
  readonly payload: unknown
}

/** Something has happened to an inquiry. */
export interface InquiryEvent extends EventOfAnyName {
  readonly name: InquiryEventName
  readonly inquiryId: string
  /** The inquiry's status at the time, in Persona's word, which may be one that it has added since. */
  readonly status: string
  /** The host's id for the person. */
  readonly referenceId: string | null
}

/** Something has happened to a session. */
export interface InquirySessionEvent extends EventOfAnyName {
  readonly name: InquirySessionEventName
  readonly inquiryId: string
  readonly sessionId: string
  /** The session's status at the time, in Persona's word. */
  readonly status: string
}

/** An event that is none of the above. */
export interface UnknownEvent extends EventOfAnyName {
  readonly name: 'unknown'
  /** What Persona calls it. */
  readonly personaName: string
  /** The inquiry that it is about, where it is about one. */
  readonly inquiryId: string | null
}

/** What Persona tells, told apart by `name`. */
export type WebhookEvent = InquiryEvent | InquirySessionEvent | UnknownEvent
