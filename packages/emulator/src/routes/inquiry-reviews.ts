import { z } from 'zod'
import type { InquiryDecision } from '../entities/inquiry.ts'
import { readBody } from '../http/read-body.ts'
import { decideInquiry } from '../lifecycle/inquiries.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { answerInquiry, inquiryInPath } from './answer-inquiry.ts'
import type { Handler, Handlers } from './handlers.ts'

const review = z.object({ meta: z.object({ comment: z.string().nullish() }).nullish() })

/** The calls by which a reviewer decides. */
export function inquiryReviewHandlers(
  emulator: EmulatorContext,
): Handlers<'approve' | 'decline' | 'mark-for-review'> {
  const decide =
    (status: InquiryDecision): Handler =>
    async (context) => {
      const inquiry = inquiryInPath(context, emulator)
      const { meta } = await readBody(context.req, review)
      decideInquiry(emulator, inquiry, status, meta?.comment)
      return answerInquiry(context, emulator, inquiry)
    }
  return {
    approve: decide('approved'),
    decline: decide('declined'),
    'mark-for-review': decide('needs_review'),
  }
}
