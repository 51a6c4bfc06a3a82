import { type Inquiry, isUnfinished } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import type { WidgetMessage } from '../widget-contract.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { sessionLink } from './one-time-links.ts'
import { createSession, isLive } from './sessions.ts'

/**
 * Returns a link that opens an inquiry on another device with a session of its own. Reuses the
 * session while it is unused.
 *
 * @throws PersonaError 403 at the session cap, 409 when the inquiry is over
 */
export function handoffLink(emulator: EmulatorContext, inquiry: Inquiry): OneTimeLink {
  const waiting = emulator.store.sessions
    .of(inquiry.id)
    .filter((session) => isHandoff(session) && session.startedAt === null)
    .find((session) => isLive(emulator, session))
  const session = waiting ?? createSession(emulator, inquiry, 'widget', inquiry.expiresAt, 'qr')
  return sessionLink(emulator, inquiry, session, inquiry.lifetimes.handoffLink)
}

/** Whether a session belongs to another device than the one on which the flow started. */
export function isHandoff(session: InquirySession): boolean {
  return session.deviceHandoffMethod !== null
}

/** Publishes a message to the inquiry's widgets, except those of one session. */
export function tellOthers(
  emulator: EmulatorContext,
  session: InquirySession,
  message: WidgetMessage,
): void {
  for (const other of emulator.store.sessions.of(session.inquiryId)) {
    if (other !== session) emulator.widgets.publish(other.id, message)
  }
}

/** Whether a widget may show an inquiry: until its last screen, and not once it is redacted. */
export function isVisible({ redactedAt, status }: Inquiry): boolean {
  const isOver = status === 'completed' || status === 'failed'
  return redactedAt === null && (isOver || isUnfinished({ status }))
}
