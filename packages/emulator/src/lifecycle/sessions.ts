import { randomUUID } from 'node:crypto'
import type { Inquiry } from '../entities/inquiry.ts'
import { deviceIdOf } from '../entities/inquiry-session.ts'
import type {
  DeviceHandoffMethod,
  InquirySession,
  SessionCreator,
  SessionReport,
} from '../entities/inquiry-session.ts'
import { createIdentifier } from '../identifiers.ts'
import { PersonaError } from '../persona-error.ts'
import type { SessionStatus } from '../records.ts'
import type { World } from '../world.ts'

export function isLive(world: World, session: InquirySession): boolean {
  return session.ended === null && world.clock.now() < session.expiresAt
}

/** @throws PersonaError 403 when the inquiry has had all the sessions it may have */
export function createSession(
  world: World,
  inquiry: Inquiry,
  createdBy: SessionCreator,
  expiresAt: number = inquiry.expiresAt,
  deviceHandoffMethod: DeviceHandoffMethod | null = null,
): InquirySession {
  if (world.store.sessions.of(inquiry.id).length >= world.settings.sessionCap) {
    throw new PersonaError(403, { title: 'Too many sessions' })
  }
  const session: InquirySession = {
    id: createIdentifier('iqse'),
    inquiryId: inquiry.id,
    createdBy,
    deviceHandoffMethod,
    createdAt: world.clock.now(),
    expiresAt,
    tokenId: randomUUID(),
    startedAt: null,
    loadedByWidget: 0,
    device: null,
    ended: null,
  }
  world.store.sessions.add(session)
  world.clock.at(expiresAt, () => {
    if (session.ended !== null) return
    // Kept, since the clock may be set back.
    session.ended = { at: expiresAt, report: 'unauthenticated' }
    world.events.emit({ name: 'inquiry-session.expired', session })
  })
  return session
}

/** A valid session that no widget has loaded with yet, or a new one. */
export function unusedSession(
  world: World,
  inquiry: Inquiry,
  createdBy: SessionCreator,
  expiresAt?: number,
): InquirySession {
  const unused = world.store.sessions
    .of(inquiry.id)
    .filter(({ deviceHandoffMethod }) => deviceHandoffMethod === null)
    .find((session) => session.startedAt === null && isLive(world, session))
  return unused ?? createSession(world, inquiry, createdBy, expiresAt)
}

/** Ends all live sessions of an inquiry and tells the widgets that run on them. */
export function endSessions(world: World, inquiryId: string, report: SessionReport): void {
  for (const session of world.store.sessions.of(inquiryId)) {
    if (isLive(world, session)) endSession(world, session, report)
  }
}

export function endSession(world: World, session: InquirySession, report: SessionReport): void {
  session.ended = { at: world.clock.now(), report }
  world.events.emit({ name: 'inquiry-session.expired', session })
  world.widgets.publish(session.id, { name: 'session-ended', report })
}

/** Notes that a widget has loaded with a session, which makes it a used one. */
export function touchSession(
  world: World,
  session: InquirySession,
  userAgent: string | null = null,
): void {
  session.loadedByWidget += 1
  session.device ??= { id: deviceIdOf(session.id), userAgent }
  if (session.startedAt !== null) return
  session.startedAt = world.clock.now()
  world.events.emit({ name: 'inquiry-session.started', session })
}

export function sessionStatus(world: World, session: InquirySession): SessionStatus {
  if (!isLive(world, session)) return 'expired'
  return session.startedAt === null ? 'new' : 'active'
}
