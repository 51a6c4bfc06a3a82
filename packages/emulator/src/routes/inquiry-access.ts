import { readBody } from '../http/read-body.ts'
import { expireInquiry, resumeInquiry } from '../lifecycle/inquiries.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { answerInquiry, inquiryInPath } from './answer-inquiry.ts'
import type { Handlers } from './handlers.ts'
import { linkMeta, linkRequest } from './link-meta.ts'

/** The calls that open an inquiry for the person, and close it. */
export function inquiryAccessHandlers(
  emulator: EmulatorContext,
): Handlers<'resume' | 'expire' | 'generate-one-time-link'> {
  return {
    async resume(context) {
      const inquiry = inquiryInPath(context, emulator)
      const session = resumeInquiry(emulator, inquiry)
      const meta = { 'session-token': await emulator.tokens.issue(session) }
      return answerInquiry(context, emulator, inquiry, { meta })
    },

    expire(context) {
      const inquiry = inquiryInPath(context, emulator)
      expireInquiry(emulator, inquiry)
      return answerInquiry(context, emulator, inquiry)
    },

    async 'generate-one-time-link'(context) {
      const inquiry = inquiryInPath(context, emulator)
      const { meta } = await readBody(context.req, linkRequest)
      return answerInquiry(context, emulator, inquiry, {
        meta: linkMeta(emulator, inquiry, meta?.['expires-in-seconds']),
      })
    },
  }
}
