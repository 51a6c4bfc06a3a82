import { z } from 'zod'
import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import {
  addressOfLink,
  oneTimeLink,
  sessionLink,
  shortAddressOfLink,
} from '../lifecycle/one-time-links.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { seconds } from './seconds.ts'

/** The body of both calls that generate a link. */
export const linkRequest: z.ZodType<{
  meta?: { 'expires-in-seconds'?: number | null | undefined } | null | undefined
}> = z.object({ meta: z.object({ 'expires-in-seconds': seconds }).nullish() })

/**
 * What an answer's `meta` says of the one-time link to an inquiry, or to one session of it.
 *
 * @throws PersonaError 409
 */
export function linkMeta(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  lifetime?: number | null,
  session?: InquirySession,
): Record<'one-time-link' | 'one-time-link-short', string> {
  const link = session
    ? sessionLink(emulator, inquiry, session, lifetime ?? undefined)
    : oneTimeLink(emulator, inquiry, lifetime ?? undefined)
  return {
    'one-time-link': addressOfLink(emulator, link),
    'one-time-link-short': shortAddressOfLink(emulator, link),
  }
}
