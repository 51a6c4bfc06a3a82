import type { Context } from 'hono'
import { z } from 'zod'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { formatInquiry } from '../formatters/inquiry.ts'
import type { Environment } from '../http/environment.ts'
import { respond, type ResponseParts } from '../http/respond.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import {
  addressOfLink,
  oneTimeLink,
  sessionLink,
  shortAddressOfLink,
} from '../lifecycle/one-time-links.ts'
import type { KnownOperation } from '../operations.ts'
import { seconds } from './read-inquiry.ts'

/** Handles one operation of the REST API. */
export type Handler = (context: Context<Environment, '/'>) => Response | Promise<Response>

export type Handlers<Name extends KnownOperation> = Readonly<Record<Name, Handler>>

/** Responds with an inquiry. */
export function respondWithInquiry(
  context: Context<Environment, '/'>,
  emulator: EmulatorContext,
  inquiry: Inquiry,
  more?: Omit<ResponseParts, 'data'>,
): Response {
  return respond(context, emulator, { ...more, data: formatInquiry(emulator, inquiry) })
}

/** Returns the inquiry in a call's path. @throws PersonaError 404 */
export function inquiryInPath(
  context: Context<Environment, '/'>,
  emulator: EmulatorContext,
): Inquiry {
  return findInquiry(emulator, context.req.param('inquiry-id') ?? '')
}

/** The body of the calls that generate a link. */
export const linkRequest: z.ZodType<{
  meta?: { 'expires-in-seconds'?: number | null | undefined } | null | undefined
}> = z.object({ meta: z.object({ 'expires-in-seconds': seconds }).nullish() })

/**
 * Returns the `meta` of a one-time link to an inquiry, or to one of its sessions.
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
