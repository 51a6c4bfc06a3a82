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
