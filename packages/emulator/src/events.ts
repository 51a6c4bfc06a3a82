import type { Inquiry } from './entities/inquiry.ts'
import type { InquirySession } from './entities/inquiry-session.ts'

/** Something that happened, by the name of Persona's webhook event. */
export type PersonaEvent =
  | { readonly name: InquiryEventName; readonly inquiry: Inquiry }
  | { readonly name: InquirySessionEventName; readonly session: InquirySession }

export const inquiryEventNames = [
  'inquiry.created',
  'inquiry.started',
  'inquiry.transitioned',
  'inquiry.completed',
  'inquiry.failed',
  'inquiry.marked-for-review',
  'inquiry.approved',
  'inquiry.declined',
  'inquiry.expired',
  'inquiry.redacted',
] as const

export type InquiryEventName = (typeof inquiryEventNames)[number]

export const inquirySessionEventNames = [
  'inquiry-session.started',
  'inquiry-session.expired',
  'inquiry-session.canceled',
] as const

export type InquirySessionEventName = (typeof inquirySessionEventNames)[number]

/** What happens to inquiries and sessions, for whoever wants to know. */
export interface Events {
  emit(event: PersonaEvent): void
  /** Listeners are called at once, so that they see things as they are at that moment. */
  on(listener: (event: PersonaEvent) => void): void
}

export function createEvents(): Events {
  const listeners: ((event: PersonaEvent) => void)[] = []
  return {
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    on(listener) {
      listeners.push(listener)
    },
  }
}

/** Something that happened to an inquiry or to a session of it. */
export interface LoggedEvent {
  readonly name: PersonaEvent['name']
  readonly inquiryId: string
  readonly sessionId: string | null
  readonly at: number
}

/** What has happened of late. */
export interface EventLog {
  /** Those of one inquiry, the latest first. */
  of(inquiryId: string): LoggedEvent[]
  clear(): void
}

const mostKept = 5000

/** Keeps what happens, for people to look at. */
export function createEventLog(events: Events, now: () => number): EventLog {
  let kept: LoggedEvent[] = []
  events.on((event) => {
    if (kept.length >= 2 * mostKept) kept = kept.slice(-mostKept)
    const at = now()
    kept.push(
      'inquiry' in event
        ? { name: event.name, inquiryId: event.inquiry.id, sessionId: null, at }
        : { name: event.name, inquiryId: event.session.inquiryId, sessionId: event.session.id, at },
    )
  })
  return {
    of: (inquiryId) => kept.filter((event) => event.inquiryId === inquiryId).reverse(),
    clear() {
      kept = []
    },
  }
}
