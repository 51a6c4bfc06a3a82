import { Hono } from 'hono'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Page } from '../console-records.ts'
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
import { findInquiry, listInquiries } from '../lifecycle/inquiries.ts'
import { notFound } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { createConsoleActions } from './console-actions.ts'
import { readConsoleFile, readLitFile } from './page-files.ts'

const maxRows = 100

/** The page at `/_emulator`, and what it shows. */
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

/** The last of many that are given oldest first, the latest first. */
function newest<Entity, Row>(
  entities: readonly Entity[],
  format: (entity: Entity) => Row,
): Page<Row> {
  return {
    rows: entities.slice(-maxRows).reverse().map(format),
    matching: entities.length,
  }
}

/** However much happens, a page is told so seldom, in milliseconds. */
const pace = 150

/** Tells a page that something has changed. What it wants to know then it asks for. */
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
      setTimeout(() => void tell(), pace).unref()
    })
    await stream.writeSSE({ event: 'listening', data: '', retry: 1000 })
    await new Promise<void>((resolve) => stream.onAbort(resolve))
    unsubscribe()
  })
}
