import { isUnfinished } from '../entities/inquiry.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import { randomText } from '../identifiers.ts'
import type { WidgetMessage } from '../widget-channels.ts'
import type { World } from '../world.ts'
import { createSession, isLive } from './sessions.ts'

const hour = 60 * 60 * 1000

/**
 * A link that opens an inquiry on another device, with a session of its own. An unused one that is
 * still good is handed out again.
 *
 * @throws PersonaError 403 at the session cap
 */
export function handoffLink(world: World, inquiry: Inquiry): OneTimeLink {
  const now = world.clock.now()
  const unused = world.store.links.of(inquiry.id).find((link) => {
    const session = link.sessionId === null ? undefined : world.store.sessions.get(link.sessionId)
    const isForHandoff = session?.deviceHandoffMethod === 'qr' && isLive(world, session)
    return isForHandoff && link.usedAt === null && now < link.expiresAt
  })
  if (unused) return unused
  const expiresAt = Math.min(now + hour, inquiry.expiresAt)
  const session = createSession(world, inquiry, 'widget', inquiry.expiresAt, 'qr')
  const link: OneTimeLink = {
    id: `us1-${randomText(20)}`,
    inquiryId: inquiry.id,
    sessionId: session.id,
    createdAt: now,
    expiresAt,
    usedAt: null,
  }
  world.store.links.add(link)
  return link
}

/** Whether a session was made for another device than the one that the flow was begun on. */
export function isHandoff(session: InquirySession): boolean {
  return session.deviceHandoffMethod !== null
}

/** Tells the widgets of an inquiry, but that of one session. */
export function tellOthers(world: World, session: InquirySession, message: WidgetMessage): void {
  for (const other of world.store.sessions.of(session.inquiryId)) {
    if (other !== session) world.widgets.publish(other.id, message)
  }
}

/** Whether a widget may still look at an inquiry: while it goes on, and on its last screen. */
export function isVisible({ redactedAt, status }: Inquiry): boolean {
  const isOver = status === 'completed' || status === 'failed'
  return redactedAt === null && (isOver || isUnfinished({ status }))
}
