import { isUnfinished } from '../entities/inquiry.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import { randomText } from '../identifiers.ts'
import { conflict } from '../persona-error.ts'
import type { World } from '../world.ts'
import { refuseRedacted } from './refuse-redacted.ts'

/**
 * An unused link that is still good, or a new one.
 *
 * @throws PersonaError 409 when the inquiry is expired, over or redacted
 */
export function oneTimeLink(
  world: World,
  inquiry: Inquiry,
  lifetimeInSeconds: number = inquiry.lifetimes.oneTimeLink,
): OneTimeLink {
  refuseRedacted(inquiry)
  if (!isUnfinished(inquiry)) {
    throw conflict(`Inquiry is ${inquiry.status} and cannot be opened by a link`)
  }
  const now = world.clock.now()
  const unused = world.store.links
    .of(inquiry.id)
    .find((link) => link.sessionId === null && link.usedAt === null && now < link.expiresAt)
  if (unused) return unused
  const link: OneTimeLink = {
    id: `us1-${randomText(20)}`,
    inquiryId: inquiry.id,
    sessionId: null,
    createdAt: now,
    expiresAt: now + lifetimeInSeconds * 1000,
    usedAt: null,
  }
  world.store.links.add(link)
  return link
}
