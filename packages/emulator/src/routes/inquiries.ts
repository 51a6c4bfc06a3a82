import type { Inquiry } from '../entities/inquiry.ts'
import { formatInquiry } from '../formatters/inquiry.ts'
import { paginate } from '../http/paginate.ts'
import { respond } from '../http/respond.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { editInquiry } from '../lifecycle/edit-inquiry.ts'
import { listInquiries } from '../lifecycle/inquiries.ts'
import { redactInquiry } from '../lifecycle/redact-inquiry.ts'
import { createSession } from '../lifecycle/sessions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { answerInquiry, inquiryInPath } from './answer-inquiry.ts'
import type { Handlers } from './handlers.ts'
import { linkMeta } from './link-meta.ts'
import { readInquiryChanges } from './read-inquiry-changes.ts'
import { readInquiryFilter } from './read-inquiry-filter.ts'
import { readNewInquiry } from './read-new-inquiry.ts'

/** The calls that make, show and change inquiries. */
export function inquiryHandlers(
  emulator: EmulatorContext,
): Handlers<'list' | 'create' | 'retrieve' | 'update' | 'redact'> {
  return {
    list(context) {
      const isWanted = readInquiryFilter(context.req)
      const { entities, links } = paginate(context.req, listInquiries(emulator), isWanted)
      const data = entities.map((inquiry) => formatInquiry(emulator, inquiry))
      return respond(context, emulator, { data, links, include: null })
    },

    async create(context) {
      const { draft, wantsSession, wantsLink } = await readNewInquiry(emulator, context.req)
      const inquiry = createInquiry(emulator, draft)
      context.set('inquiryId', inquiry.id)
      const meta = {
        'session-token': wantsSession ? await newToken(emulator, inquiry) : null,
        ...(wantsLink
          ? linkMeta(emulator, inquiry)
          : { 'one-time-link': null, 'one-time-link-short': null }),
      }
      return answerInquiry(context, emulator, inquiry, { meta, status: 201 })
    },

    retrieve(context) {
      // What Persona's document shows along with an inquiry; its prose adds the verifications.
      const include = ['sessions', 'inquiry-template', 'verifications']
      return answerInquiry(context, emulator, inquiryInPath(context, emulator), { include })
    },

    async update(context) {
      const inquiry = inquiryInPath(context, emulator)
      editInquiry(emulator, inquiry, await readInquiryChanges(context.req))
      return answerInquiry(context, emulator, inquiry)
    },

    redact(context) {
      const inquiry = inquiryInPath(context, emulator)
      redactInquiry(emulator, inquiry)
      return answerInquiry(context, emulator, inquiry)
    },
  }
}

function newToken(emulator: EmulatorContext, inquiry: Inquiry): Promise<string> {
  return emulator.tokens.issue(createSession(emulator, inquiry, 'inquiry'))
}
