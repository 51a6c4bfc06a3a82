import type { Context } from 'hono'
import { z } from 'zod'
import { isUnfinished, refuseRedacted } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { formatInquirySession } from '../formatters/inquiry.ts'
import type { Environment } from '../http/environment.ts'
import { paginate, readQuery } from '../http/query.ts'
import { readBody } from '../http/read-body.ts'
import { respond } from '../http/respond.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { createSession, endSession, isLive } from '../lifecycle/sessions.ts'
import { conflict, notFound } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { type Handlers, linkMeta, linkRequest } from './inquiry-response.ts'

const newSession = z.object({
  data: z.object({ attributes: z.object({ 'inquiry-id': z.string() }) }),
})

const inquiriesToEnd = z.object({ meta: z.object({ 'inquiry-ids': z.array(z.string()) }) })

/** The calls about sessions. Their responses hold no token. */
export function inquirySessionHandlers(
  emulator: EmulatorContext,
): Handlers<
  | 'list-sessions'
  | 'create-session'
  | 'retrieve-session'
  | 'expire-session'
  | 'expire-all-sessions'
  | 'generate-session-one-time-link'
> {
  const format = (session: InquirySession) => formatInquirySession(emulator, session)

  return {
    'list-sessions'(context) {
      const [inquiryId] = readQuery(context.req, 'filter', ['inquiry-id']).get('inquiry-id') ?? []
      const { sessions } = emulator.store
      const listed = inquiryId === undefined ? sessions.all() : sessions.of(inquiryId)
      const { entities, links } = paginate(context.req, listed, () => true)
      return respond(context, emulator, { data: entities.map(format), links })
    },

    async 'create-session'(context) {
      const { data } = await readBody(context.req, newSession)
      const inquiryId = data.attributes['inquiry-id']
      context.set('inquiryId', inquiryId)
      if (!emulator.store.inquiries.has(inquiryId)) {
        throw notFound('data.attributes.inquiry-id is not found')
      }
      const inquiry = findInquiry(emulator, inquiryId)
      refuseRedacted(inquiry)
      if (!isUnfinished(inquiry)) throw conflict(`Inquiry is ${inquiry.status}`)
      const session = createSession(emulator, inquiry, 'inquiry_session')
      return respond(context, emulator, { data: format(session), status: 201 })
    },

    'retrieve-session': (context) =>
      respond(context, emulator, { data: format(sessionInPath(context, emulator)) }),

    'expire-session'(context) {
      const session = sessionInPath(context, emulator)
      if (isLive(emulator, session)) endSession(emulator, session, 'unauthenticated')
      return respond(context, emulator, { data: format(session) })
    },

    async 'expire-all-sessions'(context) {
      const { meta } = await readBody(context.req, inquiriesToEnd)
      const ended = [...new Set(meta['inquiry-ids'])]
        .flatMap((inquiryId) => emulator.store.sessions.of(inquiryId))
        .filter((session) => isLive(emulator, session))
      for (const session of ended) endSession(emulator, session, 'unauthenticated')
      return respond(context, emulator, { data: ended.map(format) })
    },

    async 'generate-session-one-time-link'(context) {
      const session = sessionInPath(context, emulator)
      const { meta } = await readBody(context.req, linkRequest)
      const inquiry = findInquiry(emulator, session.inquiryId)
      return respond(context, emulator, {
        data: format(session),
        meta: linkMeta(emulator, inquiry, meta?.['expires-in-seconds'], session),
      })
    },
  }
}

/** Returns the session in a call's path. @throws PersonaError 404 */
function sessionInPath(
  context: Context<Environment, '/'>,
  emulator: EmulatorContext,
): InquirySession {
  const session = emulator.store.sessions.get(context.req.param('inquiry-session-id') ?? '')
  if (!session) throw notFound()
  context.set('inquiryId', session.inquiryId)
  return session
}
