import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'

/** A change of an inquiry or a session, named like Persona's webhook event. */
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

/** Emits the events of inquiries and sessions. */
export interface Events {
  emit(event: PersonaEvent): void
  /** Calls the listener synchronously, before anything else changes. */
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

/** An event of an inquiry or of one of its sessions. */
export interface LoggedEvent {
  readonly name: PersonaEvent['name']
  readonly inquiryId: string
  readonly sessionId: string | null
  readonly at: number
}

/** The latest events, for the dashboard. */
export interface EventLog {
  /** Returns the events of one inquiry, latest first. */
  of(inquiryId: string): LoggedEvent[]
  clear(): void
}

const maxEvents = 5000

export function createEventLog(events: Events, now: () => number): EventLog {
  let kept: LoggedEvent[] = []
  events.on((event) => {
    if (kept.length >= 2 * maxEvents) kept = kept.slice(-maxEvents)
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
