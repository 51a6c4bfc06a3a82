import type { Context } from 'hono'
import type { Inquiry } from '../entities/inquiry.ts'
import { formatInquiry } from '../formatters/inquiry.ts'
import type { Environment } from '../http/environment.ts'
import { respond } from '../http/respond.ts'
import type { Answer } from '../http/respond.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import type { EmulatorContext } from '../emulator-context.ts'

/** Answers with an inquiry. */
export function answerInquiry(
  context: Context<Environment, '/'>,
  emulator: EmulatorContext,
  inquiry: Inquiry,
  more?: Omit<Answer, 'data'>,
): Response {
  return respond(context, emulator, { ...more, data: formatInquiry(emulator, inquiry) })
}

/** The inquiry that a call's path names. @throws PersonaError 404 */
export function inquiryInPath(
  context: Context<Environment, '/'>,
  emulator: EmulatorContext,
): Inquiry {
  return findInquiry(emulator, context.req.param('inquiry-id') ?? '')
}
