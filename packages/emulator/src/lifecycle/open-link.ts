import { isUnfinished } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { findInquiry } from './inquiries.ts'
import { isUnused } from './one-time-links.ts'
import { createSession, isLive } from './sessions.ts'

/** The session of an opened link, or why it does not open. */
export type LinkOpening =
  | { readonly outcome: 'opened'; readonly session: InquirySession }
  | { readonly outcome: 'unknown' | 'used' | 'over' }

// Some browsers and link scanners open an address twice.
const grace = 5 * 60 * 1000

/**
 * Opens a link by either of its codes. Within five minutes of its first use it opens again, with the
 * same session.
 *
 * @throws PersonaError 403 at the session cap
 */
export function openLink(emulator: EmulatorContext, code: string): LinkOpening {
  const link = findLink(emulator, code)
  if (!link) return { outcome: 'unknown' }
  const inquiry = findInquiry(emulator, link.inquiryId)
  if (!isUnfinished(inquiry)) return { outcome: 'over' }
  const now = emulator.clock.now()
  if (link.usedAt !== null && now >= link.usedAt + grace) return { outcome: 'used' }
  if (link.usedAt === null && !isUnused(emulator, link)) return { outcome: 'over' }
  const session =
    link.sessionId === null
      ? createSession(emulator, inquiry, 'widget')
      : emulator.store.sessions.get(link.sessionId)
  if (!session || !isLive(emulator, session)) return { outcome: 'over' }
  link.sessionId = session.id
  link.usedAt ??= now
  return { outcome: 'opened', session }
}

/** Finds a link by its long or short code. */
export function findLink(emulator: EmulatorContext, code: string): OneTimeLink | undefined {
  const { links } = emulator.store
  return links.get(code) ?? links.all().find(({ shortCode }) => shortCode === code)
}
