import type { Context } from 'hono'
import type { Inquiry } from '../entities/inquiry.ts'
import { formatInquiry } from '../formatters/inquiry.ts'
import type { Environment } from '../http/environment.ts'
import { respond } from '../http/respond.ts'
import type { Answer } from '../http/respond.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import type { World } from '../world.ts'

/** Answers with an inquiry. */
export function answerInquiry(
  context: Context<Environment, '/'>,
  world: World,
  inquiry: Inquiry,
  more?: Omit<Answer, 'data'>,
): Response {
  return respond(context, world, { ...more, data: formatInquiry(world, inquiry) })
}

/** The inquiry that a call's path names. @throws PersonaError 404 */
export function inquiryInPath(context: Context<Environment, '/'>, world: World): Inquiry {
  return findInquiry(world, context.req.param('inquiry-id') ?? '')
}
