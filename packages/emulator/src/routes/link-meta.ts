import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import {
  addressOfLink,
  oneTimeLink,
  sessionLink,
  shortAddressOfLink,
} from '../lifecycle/one-time-links.ts'
import type { World } from '../world.ts'

/**
 * What an answer's `meta` says of the one-time link to an inquiry, or to one session of it.
 *
 * @throws PersonaError 409
 */
export function linkMeta(
  world: World,
  inquiry: Inquiry,
  lifetime?: number | null,
  session?: InquirySession,
): Record<'one-time-link' | 'one-time-link-short', string> {
  const link = session
    ? sessionLink(world, inquiry, session, lifetime ?? undefined)
    : oneTimeLink(world, inquiry, lifetime ?? undefined)
  return {
    'one-time-link': addressOfLink(world, link),
    'one-time-link-short': shortAddressOfLink(world, link),
  }
}
