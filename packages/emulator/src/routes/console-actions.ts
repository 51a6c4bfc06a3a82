import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { findInquiry, resumeInquiry } from '../lifecycle/inquiries.ts'
import { oneTimeLink } from '../lifecycle/one-time-links.ts'
import { redactInquiry } from '../lifecycle/redact-inquiry.ts'
import { endSession, isLive } from '../lifecycle/sessions.ts'
import { notFound } from '../persona-error.ts'
import type { World } from '../world.ts'

/** What the page does that a back end does through the REST API, without its key. */
export function createConsoleActions(world: World): Hono<Environment> {
  const routes = new Hono<Environment>()

  routes.post('/inquiries', (context) => {
    const inquiry = createInquiry(world, { referenceId: null, creator: 'Emulator' })
    return context.json({ id: inquiry.id }, 201)
  })

  routes.post('/inquiries/:id/resume', (context) => {
    resumeInquiry(world, findInquiry(world, context.req.param('id')))
    return context.body(null, 204)
  })

  routes.post('/inquiries/:id/link', (context) => {
    oneTimeLink(world, findInquiry(world, context.req.param('id')))
    return context.body(null, 204)
  })

  routes.post('/inquiries/:id/redact', (context) => {
    redactInquiry(world, findInquiry(world, context.req.param('id')))
    return context.body(null, 204)
  })

  routes.post('/inquiries/:id/open', async (context) => {
    const inquiry = findInquiry(world, context.req.param('id'))
    const flow = new URL('/verify', world.settings.origin)
    flow.searchParams.set('inquiry-id', inquiry.id)
    if (inquiry.status !== 'created') {
      const token = await world.tokens.issue(resumeInquiry(world, inquiry))
      flow.searchParams.set('session-token', token)
    }
    return context.redirect(flow.href, 303)
  })

  routes.post('/sessions/:id/expire', (context) => {
    const session = world.store.sessions.get(context.req.param('id'))
    if (!session) throw notFound()
    if (isLive(world, session)) endSession(world, session, 'unauthenticated')
    return context.body(null, 204)
  })

  return routes
}
