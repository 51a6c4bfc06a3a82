import { Hono } from 'hono'
import { isUnfinished } from '../entities/inquiry.ts'
import { formatInquirySession } from '../formatters/inquiry-session.ts'
import type { Environment } from '../http/environment.ts'
import { paginate } from '../http/paginate.ts'
import { readJson, readObject, readText } from '../http/read-json.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { refuseRedacted } from '../lifecycle/refuse-redacted.ts'
import { createSession } from '../lifecycle/sessions.ts'
import { badRequest, conflict, notFound } from '../persona-error.ts'
import type { World } from '../world.ts'

/** `/api/v1/inquiry-sessions` */
export function createInquirySessionRoutes(world: World): Hono<Environment> {
  const routes = new Hono<Environment>()

  routes.post('/', async (context) => {
    const body = await readJson(context.req)
    const attributes = readObject(readObject(body, 'data'), 'attributes')
    const inquiryId = readText(attributes, 'inquiry-id')
    if (inquiryId === null) throw badRequest('data.attributes.inquiry-id is missing')
    context.set('inquiryId', inquiryId)
    const inquiry = findInquiry(world, inquiryId)
    refuseRedacted(inquiry)
    if (!isUnfinished(inquiry)) throw conflict(`Inquiry is ${inquiry.status}`)
    const session = createSession(world, inquiry, 'inquiry_session')
    return context.json({ data: formatInquirySession(world, session) }, 201)
  })

  routes.get('/', (context) => {
    const inquiryId = context.req.query('filter[inquiry-id]')
    const sessions =
      inquiryId === undefined ? world.store.sessions.all() : world.store.sessions.of(inquiryId)
    return context.json(
      paginate(context.req, sessions, (session) => formatInquirySession(world, session)),
    )
  })

  routes.get('/:id', (context) => {
    const session = world.store.sessions.get(context.req.param('id'))
    if (!session) throw notFound()
    return context.json({ data: formatInquirySession(world, session) })
  })

  return routes
}
