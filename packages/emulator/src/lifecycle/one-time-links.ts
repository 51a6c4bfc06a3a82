import { type Inquiry, isUnfinished, refuseRedacted } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import { randomText } from '../state/identifiers.ts'
import { conflict } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { isLive } from './sessions.ts'

/**
 * Returns a link that opens an inquiry with a session of its own: an unused one, or a new one.
 *
 * @throws PersonaError 409 when the inquiry is expired, over or redacted
 */
export function oneTimeLink(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  lifetimeInSeconds: number = inquiry.lifetimes.oneTimeLink,
): OneTimeLink {
  return linkTo(emulator, inquiry, null, lifetimeInSeconds)
}

/**
 * Returns a link that opens one session of an inquiry: an unused one, or a new one.
 *
 * @throws PersonaError 409 when the session is expired, or the inquiry expired, over or redacted
 */
export function sessionLink(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  session: InquirySession,
  lifetimeInSeconds: number = inquiry.lifetimes.oneTimeLink,
): OneTimeLink {
  if (!isLive(emulator, session)) throw conflict('Inquiry session is expired')
  return linkTo(emulator, inquiry, session.id, lifetimeInSeconds)
}

function linkTo(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  sessionId: string | null,
  lifetimeInSeconds: number,
): OneTimeLink {
  refuseRedacted(inquiry)
  if (!isUnfinished(inquiry)) {
    throw conflict(`Inquiry is ${inquiry.status} and cannot be opened by a link`)
  }
  const now = emulator.clock.now()
  const unused = emulator.store.links
    .of(inquiry.id)
    .find((link) => link.sessionId === sessionId && isUnused(emulator, link))
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
  emulator.store.links.add(link)
  return link
}

/** Whether a link is unused and has not expired. */
export function isUnused(emulator: EmulatorContext, link: OneTimeLink): boolean {
  return link.usedAt === null && emulator.clock.now() < link.expiresAt
}

/** Expires every link of an inquiry; a resume does not restore them. */
export function endLinks(emulator: EmulatorContext, inquiryId: string): void {
  const now = emulator.clock.now()
  for (const link of emulator.store.links.of(inquiryId)) {
    link.expiresAt = Math.min(link.expiresAt, now)
  }
}

/** Returns the address of a link. */
export function addressOfLink(emulator: EmulatorContext, { id }: OneTimeLink): string {
  return `${emulator.settings.origin}/verify?code=${id}`
}

/** Returns the short address of a link, for text messages. */
export function shortAddressOfLink(emulator: EmulatorContext, { shortCode }: OneTimeLink): string {
  return `${emulator.settings.origin}/go/${shortCode}`
}
