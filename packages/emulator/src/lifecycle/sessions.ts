import { randomUUID } from 'node:crypto'
import type { Inquiry } from '../entities/inquiry.ts'
import {
  type DeviceHandoffMethod,
  deviceIdOf,
  type InquirySession,
  type SessionCreator,
  type SessionReport,
} from '../entities/inquiry-session.ts'
import { createIdentifier } from '../state/identifiers.ts'
import { PersonaError } from '../persona-error.ts'
import type { SessionStatus } from '../records.ts'
import type { EmulatorContext } from '../emulator-context.ts'

export function isLive(emulator: EmulatorContext, session: InquirySession): boolean {
  return session.ended === null && emulator.clock.now() < session.expiresAt
}

/** @throws PersonaError 403 at the session cap */
export function createSession(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  createdBy: SessionCreator,
  expiresAt: number = inquiry.expiresAt,
  deviceHandoffMethod: DeviceHandoffMethod | null = null,
): InquirySession {
  if (emulator.store.sessions.of(inquiry.id).length >= emulator.settings.sessionCap) {
    throw new PersonaError(403, { title: 'Too many sessions' })
  }
  const session: InquirySession = {
    id: createIdentifier('iqse'),
    inquiryId: inquiry.id,
    createdBy,
    deviceHandoffMethod,
    createdAt: emulator.clock.now(),
    expiresAt,
    tokenId: randomUUID(),
    startedAt: null,
    loadedByWidget: 0,
    device: null,
    ended: null,
  }
  emulator.store.sessions.add(session)
  emulator.clock.at(expiresAt, () => {
    if (session.ended !== null) return
    // The session stays expired when the clock is set back.
    session.ended = { at: expiresAt, report: 'unauthenticated' }
    emulator.events.emit({ name: 'inquiry-session.expired', session })
  })
  return session
}

/** Returns a live session that no widget has used, or a new one. */
export function unusedSession(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  createdBy: SessionCreator,
  expiresAt?: number,
): InquirySession {
  const unused = emulator.store.sessions
    .of(inquiry.id)
    .filter(({ deviceHandoffMethod }) => deviceHandoffMethod === null)
    .find((session) => session.startedAt === null && isLive(emulator, session))
  return unused ?? createSession(emulator, inquiry, createdBy, expiresAt)
}

/** Ends all live sessions of an inquiry and notifies their widgets. */
export function endSessions(
  emulator: EmulatorContext,
  inquiryId: string,
  report: SessionReport,
): void {
  for (const session of emulator.store.sessions.of(inquiryId)) {
    if (isLive(emulator, session)) endSession(emulator, session, report)
  }
}

export function endSession(
  emulator: EmulatorContext,
  session: InquirySession,
  report: SessionReport,
): void {
  session.ended = { at: emulator.clock.now(), report }
  emulator.events.emit({ name: 'inquiry-session.expired', session })
  emulator.widgets.publish(session.id, { name: 'session-ended', report })
}

/** Marks a session as used by a widget. */
export function touchSession(
  emulator: EmulatorContext,
  session: InquirySession,
  userAgent: string | null = null,
): void {
  session.loadedByWidget += 1
  session.device ??= { id: deviceIdOf(session.id), userAgent }
  if (session.startedAt !== null) return
  session.startedAt = emulator.clock.now()
  emulator.events.emit({ name: 'inquiry-session.started', session })
}

export function sessionStatus(emulator: EmulatorContext, session: InquirySession): SessionStatus {
  if (!isLive(emulator, session)) return 'expired'
  return session.startedAt === null ? 'new' : 'active'
}
