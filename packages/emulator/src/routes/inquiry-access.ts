import { readBody } from '../http/read-body.ts'
import { expireInquiry, resumeInquiry } from '../lifecycle/inquiries.ts'
import type { World } from '../world.ts'
import { answerInquiry, inquiryInPath } from './answer-inquiry.ts'
import type { Handlers } from './handlers.ts'
import { linkMeta, linkRequest } from './link-meta.ts'

/** The calls that open an inquiry for the person, and close it. */
export function inquiryAccessHandlers(
  world: World,
): Handlers<'resume' | 'expire' | 'generate-one-time-link'> {
  return {
    async resume(context) {
      const inquiry = inquiryInPath(context, world)
      const session = resumeInquiry(world, inquiry)
      const meta = { 'session-token': await world.tokens.issue(session) }
      return answerInquiry(context, world, inquiry, { meta })
    },

    expire(context) {
      const inquiry = inquiryInPath(context, world)
      expireInquiry(world, inquiry)
      return answerInquiry(context, world, inquiry)
    },

    async 'generate-one-time-link'(context) {
      const inquiry = inquiryInPath(context, world)
      const { meta } = await readBody(context.req, linkRequest)
      return answerInquiry(context, world, inquiry, {
        meta: linkMeta(world, inquiry, meta?.['expires-in-seconds']),
      })
    },
  }
}
