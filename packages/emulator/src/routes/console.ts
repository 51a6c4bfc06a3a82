import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Page } from '../console/records.ts'
import type { Environment } from '../http/environment.ts'
import {
  formatRequest,
  formatRequestRow,
  formatInquiryDetails,
  formatInquiryRow,
  formatLinkRecord,
  formatOverview,
  formatSessionDetails,
} from '../formatters/console-records.ts'
import { describeFaults } from '../faults/faults.ts'
import { formatWebhookDeliveryRecord } from '../formatters/records.ts'
import { requireSameOrigin } from '../http/own-host.ts'
import { readJson, readText } from '../http/read-body.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { redactInquiry } from '../lifecycle/edit-inquiry.ts'
import { findInquiry, listInquiries, resumeInquiry } from '../lifecycle/inquiries.ts'
import { oneTimeLink } from '../lifecycle/one-time-links.ts'
import { endSession, isLive } from '../lifecycle/sessions.ts'
import { PersonaError, notFound } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { cannotOpen, showNotice } from './notices.ts'
import { readConsoleFile, readLitFile } from './page-files.ts'

const maxRows = 100

/** The dashboard at `/_emulator`, and its data. */
export function createConsoleRoutes(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()
  const { store } = emulator

  routes.use(requireSameOrigin())
  routes.get('/', async (context) => (await readConsoleFile('index.html')) ?? context.notFound())
  routes.get('/assets/lit-html/*', async (context) => {
    const path = context.req.path.split('/assets/lit-html/')[1] ?? ''
    return (await readLitFile(path)) ?? context.notFound()
  })
  routes.get('/assets/*', async (context) => {
    const path = context.req.path.split('/assets/')[1] ?? ''
    return (await readConsoleFile(path)) ?? context.notFound()
  })

  routes.get('/events', (context) => streamChanges(context, emulator))
  routes.get('/overview', (context) => context.json(formatOverview(emulator)))
  routes.get('/faults', (context) => context.json(describeFaults()))

  routes.get('/inquiries', (context) => {
    const { search = '', status } = context.req.query()
    const matching = listInquiries(emulator).filter(
      (inquiry) =>
        (status === undefined || inquiry.status === status) &&
        hasPart(search, inquiry.id, inquiry.referenceId, inquiry.step),
    )
    return context.json(newest(matching, (inquiry) => formatInquiryRow(emulator, inquiry)))
  })

  routes.get('/inquiries/:id', (context) =>
    context.json(formatInquiryDetails(emulator, findInquiry(emulator, context.req.param('id')))),
  )

  routes.get('/sessions', (context) => {
    const { search = '' } = context.req.query()
    const matching = store.sessions
      .all()
      .filter(({ id, inquiryId }) => hasPart(search, id, inquiryId))
    return context.json(newest(matching, (session) => formatSessionDetails(emulator, session)))
  })

  routes.get('/links', (context) => {
    const { search = '' } = context.req.query()
    const matching = store.links
      .all()
      .filter(({ id, inquiryId }) => hasPart(search, id.slice(-4), inquiryId))
    return context.json(newest(matching, (link) => formatLinkRecord(emulator, link)))
  })

  routes.get('/requests', (context) => {
    const { search = '', inquiryId, outcome } = context.req.query()
    const matching = emulator.requests
      .newest()
      .filter(({ call }) => inquiryId === undefined || call.inquiryId === inquiryId)
      .filter(({ call }) => outcome !== 'refused' || (call.status ?? 500) >= 400)
      .filter(({ id, call }) =>
        hasPart(search, id, call.path, call.operation, call.inquiryId, String(call.status)),
      )
    return context.json(newest(matching, formatRequestRow))
  })

  routes.get('/requests/:id', (context) => {
    const request = emulator.requests.get(context.req.param('id'))
    if (!request) throw notFound()
    return context.json(formatRequest(request))
  })

  routes.get('/webhooks', (context) => {
    const { search = '', inquiryId } = context.req.query()
    const matching = emulator.webhooks
      .deliveries()
      .filter(({ event }) => inquiryId === undefined || event.inquiryId === inquiryId)
      .filter(({ event, webhook }) =>
        hasPart(search, event.id, event.name, event.inquiryId, webhook.url),
      )
    return context.json(newest(matching, formatWebhookDeliveryRecord))
  })

  routes.route('/', createConsoleActions(emulator))
  return routes
}

function hasPart(search: string, ...texts: readonly (string | null)[]): boolean {
  const wanted = search.trim().toLowerCase()
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted) === true)
}

/** Returns the newest rows first, of entities that are oldest first. */
function newest<Entity, Row>(
  entities: readonly Entity[],
  format: (entity: Entity) => Row,
): Page<Row> {
  return {
    rows: entities.slice(-maxRows).reverse().map(format),
    matching: entities.length,
  }
}

/** Milliseconds between two notifications of a dashboard. */
const notificationInterval = 150

/** Notifies a dashboard of changes; it then requests the data that it shows. */
function streamChanges(context: Context, emulator: EmulatorContext): Response {
  return streamSSE(context, async (stream) => {
    let isDue = false
    const tell = async () => {
      await stream.writeSSE({ event: 'changed', data: '' })
      isDue = false
    }
    const unsubscribe = emulator.changes.on(() => {
      if (isDue) return
      isDue = true
      setTimeout(() => void tell(), notificationInterval).unref()
    })
    const aborted = new Promise<void>((resolve) => stream.onAbort(resolve))
    await stream.writeSSE({ event: 'listening', data: '', retry: 1000 })
    await aborted
    unsubscribe()
  })
}

/** The actions of the dashboard that a back end performs through the REST API with its key. */
function createConsoleActions(emulator: EmulatorContext): Hono<Environment> {
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
      // The response opens in a tab of its own.
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
