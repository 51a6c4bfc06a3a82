import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import { readJson, readText } from '../http/read-json.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { findInquiry, resumeInquiry } from '../lifecycle/inquiries.ts'
import { oneTimeLink } from '../lifecycle/one-time-links.ts'
import { redactInquiry } from '../lifecycle/edit-inquiry.ts'
import { endSession, isLive } from '../lifecycle/sessions.ts'
import { PersonaError, notFound } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { showNotice } from './notice-page.ts'
import { cannotOpen } from './verify-notices.ts'

/** What the page does that a back end does through the REST API, without its key. */
export function createConsoleActions(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()

  routes.post('/inquiries', async (context) => {
    const referenceId = readText(await readJson(context.req), 'referenceId')
    const inquiry = createInquiry(emulator, { referenceId, creator: 'Emulator' })
    return context.json({ id: inquiry.id }, 201)
  })

  routes.post('/inquiries/:id/resume', (context) => {
    resumeInquiry(emulator, findInquiry(emulator, context.req.param('id')))
    return context.body(null, 204)
  })

  routes.post('/inquiries/:id/link', (context) => {
    oneTimeLink(emulator, findInquiry(emulator, context.req.param('id')))
    return context.body(null, 204)
  })

  routes.post('/inquiries/:id/redact', (context) => {
    redactInquiry(emulator, findInquiry(emulator, context.req.param('id')))
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
    const inquiry = findInquiry(emulator, inquiryId)
    const flow = new URL('/verify', emulator.settings.origin)
    flow.searchParams.set('inquiry-id', inquiry.id)
    if (inquiry.status !== 'created') {
      const token = await emulator.tokens.issue(resumeInquiry(emulator, inquiry))
      flow.searchParams.set('session-token', token)
    }
    return flow.href
  }

  routes.post('/sessions/:id/expire', (context) => {
    const session = emulator.store.sessions.get(context.req.param('id'))
    if (!session) throw notFound()
    if (isLive(emulator, session)) endSession(emulator, session, 'unauthenticated')
    return context.body(null, 204)
  })

  return routes
}
