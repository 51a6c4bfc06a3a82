import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import { readJson, readText } from '../http/read-json.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { findInquiry, resumeInquiry } from '../lifecycle/inquiries.ts'
import { oneTimeLink } from '../lifecycle/one-time-links.ts'
import { redactInquiry } from '../lifecycle/redact-inquiry.ts'
import { endSession, isLive } from '../lifecycle/sessions.ts'
import { PersonaError, notFound } from '../persona-error.ts'
import type { World } from '../world.ts'
import { showNotice } from './notice-page.ts'
import { cannotOpen } from './verify-notices.ts'

/** What the page does that a back end does through the REST API, without its key. */
export function createConsoleActions(world: World): Hono<Environment> {
  const routes = new Hono<Environment>()

  routes.post('/inquiries', async (context) => {
    const referenceId = readText(await readJson(context.req), 'referenceId')
    const inquiry = createInquiry(world, { referenceId, creator: 'Emulator' })
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
    try {
      return context.redirect(await flowOf(context.req.param('id')), 303)
    } catch (error) {
      if (!(error instanceof PersonaError)) throw error
      // It opens in a tab of its own, where somebody reads the answer.
      return showNotice(context, cannotOpen(error))
    }
  })

  async function flowOf(inquiryId: string): Promise<string> {
    const inquiry = findInquiry(world, inquiryId)
    const flow = new URL('/verify', world.settings.origin)
    flow.searchParams.set('inquiry-id', inquiry.id)
    if (inquiry.status !== 'created') {
      const token = await world.tokens.issue(resumeInquiry(world, inquiry))
      flow.searchParams.set('session-token', token)
    }
    return flow.href
  }

  routes.post('/sessions/:id/expire', (context) => {
    const session = world.store.sessions.get(context.req.param('id'))
    if (!session) throw notFound()
    if (isLive(world, session)) endSession(world, session, 'unauthenticated')
    return context.body(null, 204)
  })

  return routes
}
