import { isUnfinished } from '../entities/inquiry.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import { randomText } from '../identifiers.ts'
import { conflict } from '../persona-error.ts'
import type { World } from '../world.ts'
import { refuseRedacted } from './refuse-redacted.ts'
import { isLive } from './sessions.ts'

/**
 * A link that opens an inquiry with a session of its own: an unused one that is still good, or a
 * new one.
 *
 * @throws PersonaError 409 when the inquiry is expired, over or redacted
 */
export function oneTimeLink(
  world: World,
  inquiry: Inquiry,
  lifetimeInSeconds: number = inquiry.lifetimes.oneTimeLink,
): OneTimeLink {
  return linkTo(world, inquiry, null, lifetimeInSeconds)
}

/**
 * A link that opens one session of an inquiry: an unused one that is still good, or a new one.
 *
 * @throws PersonaError 409 when the session is expired, or the inquiry expired, over or redacted
 */
export function sessionLink(
  world: World,
  inquiry: Inquiry,
  session: InquirySession,
  lifetimeInSeconds: number = inquiry.lifetimes.oneTimeLink,
): OneTimeLink {
  if (!isLive(world, session)) throw conflict('Inquiry session is expired')
  return linkTo(world, inquiry, session.id, lifetimeInSeconds)
}

function linkTo(
  world: World,
  inquiry: Inquiry,
  sessionId: string | null,
  lifetimeInSeconds: number,
): OneTimeLink {
  refuseRedacted(inquiry)
  if (!isUnfinished(inquiry)) {
    throw conflict(`Inquiry is ${inquiry.status} and cannot be opened by a link`)
  }
  const now = world.clock.now()
  const unused = world.store.links
    .of(inquiry.id)
    .find((link) => link.sessionId === sessionId && isUnused(world, link))
  if (unused) return unused
  const link: OneTimeLink = {
    id: `us1-${randomText(20)}`,
    shortCode: randomText(8),
    inquiryId: inquiry.id,
    sessionId,
    createdAt: now,
    expiresAt: now + lifetimeInSeconds * 1000,
    usedAt: null,
  }
  world.store.links.add(link)
  return link
}

/** Whether a link may still be handed out. */
export function isUnused(world: World, link: OneTimeLink): boolean {
  return link.usedAt === null && world.clock.now() < link.expiresAt
}

/** Ends every link of an inquiry, for good: a resume brings none of them back. */
export function endLinks(world: World, inquiryId: string): void {
  const now = world.clock.now()
  for (const link of world.store.links.of(inquiryId)) {
    link.expiresAt = Math.min(link.expiresAt, now)
  }
}

/** Where a link leads. */
export function addressOfLink(world: World, { id }: OneTimeLink): string {
  return `${world.settings.origin}/verify?code=${id}`
}

/** The same in short, as for a text message. */
export function shortAddressOfLink(world: World, { shortCode }: OneTimeLink): string {
  return `${world.settings.origin}/go/${shortCode}`
}
