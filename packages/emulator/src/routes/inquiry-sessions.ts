import type { Context } from 'hono'
import { z } from 'zod'
import { isUnfinished } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { formatInquirySession } from '../formatters/inquiry-session.ts'
import type { Environment } from '../http/environment.ts'
import { paginate } from '../http/paginate.ts'
import { readBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import { respond } from '../http/respond.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { refuseRedacted } from '../lifecycle/refuse-redacted.ts'
import { createSession, endSession, isLive } from '../lifecycle/sessions.ts'
import { conflict, notFound } from '../persona-error.ts'
import type { World } from '../world.ts'
import type { Handlers } from './handlers.ts'
import { linkMeta, linkRequest } from './link-meta.ts'

const newSession = z.object({
  data: z.object({ attributes: z.object({ 'inquiry-id': z.string() }) }),
})

const inquiriesToEnd = z.object({ meta: z.object({ 'inquiry-ids': z.array(z.string()) }) })

/** The calls about sessions. None of their answers holds a token. */
export function inquirySessionHandlers(
  world: World,
): Handlers<
  | 'list-sessions'
  | 'create-session'
  | 'retrieve-session'
  | 'expire-session'
  | 'expire-all-sessions'
  | 'generate-session-one-time-link'
> {
  const format = (session: InquirySession) => formatInquirySession(world, session)

  return {
    'list-sessions'(context) {
      const [inquiryId] = readQuery(context.req, 'filter', ['inquiry-id']).get('inquiry-id') ?? []
      const { sessions } = world.store
      const listed = inquiryId === undefined ? sessions.all() : sessions.of(inquiryId)
      const { entities, links } = paginate(context.req, listed, () => true)
      return respond(context, world, { data: entities.map(format), links })
    },

    async 'create-session'(context) {
      const { data } = await readBody(context.req, newSession)
      const inquiryId = data.attributes['inquiry-id']
      context.set('inquiryId', inquiryId)
      if (!world.store.inquiries.has(inquiryId)) {
        throw notFound('data.attributes.inquiry-id is not found')
      }
      const inquiry = findInquiry(world, inquiryId)
      refuseRedacted(inquiry)
      if (!isUnfinished(inquiry)) throw conflict(`Inquiry is ${inquiry.status}`)
      const session = createSession(world, inquiry, 'inquiry_session')
      return respond(context, world, { data: format(session), status: 201 })
    },

    'retrieve-session': (context) =>
      respond(context, world, { data: format(sessionInPath(context, world)) }),

    'expire-session'(context) {
      const session = sessionInPath(context, world)
      if (isLive(world, session)) endSession(world, session, 'unauthenticated')
      return respond(context, world, { data: format(session) })
    },

    async 'expire-all-sessions'(context) {
      const { meta } = await readBody(context.req, inquiriesToEnd)
      const ended = [...new Set(meta['inquiry-ids'])]
        .flatMap((inquiryId) => world.store.sessions.of(inquiryId))
        .filter((session) => isLive(world, session))
      for (const session of ended) endSession(world, session, 'unauthenticated')
      return respond(context, world, { data: ended.map(format) })
    },

    async 'generate-session-one-time-link'(context) {
      const session = sessionInPath(context, world)
      const { meta } = await readBody(context.req, linkRequest)
      const inquiry = findInquiry(world, session.inquiryId)
      return respond(context, world, {
        data: format(session),
        meta: linkMeta(world, inquiry, meta?.['expires-in-seconds'], session),
      })
    },
  }
}

/** The session that a call's path names. @throws PersonaError 404 */
function sessionInPath(context: Context<Environment, '/'>, world: World): InquirySession {
  const session = world.store.sessions.get(context.req.param('inquiry-session-id') ?? '')
  if (!session) throw notFound()
  context.set('inquiryId', session.inquiryId)
  return session
}
