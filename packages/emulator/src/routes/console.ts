import { Hono } from 'hono'
import { z } from 'zod'
import type { Page } from '../console-records.ts'
import type { Environment } from '../http/environment.ts'
import {
  formatExchange,
  formatExchangeRow,
  formatInquiryDetails,
  formatInquiryRow,
  formatLinkRecord,
  formatOverview,
  formatSessionDetails,
} from '../formatters/console-records.ts'
import { formatWebhookDeliveryRecord } from '../formatters/webhook-delivery-record.ts'
import { requireSameOrigin } from '../http/own-host.ts'
import { explain } from '../explain.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { findInquiry, listInquiries, resumeInquiry } from '../lifecycle/inquiries.ts'
import { oneTimeLink } from '../lifecycle/one-time-links.ts'
import { redactInquiry } from '../lifecycle/redact-inquiry.ts'
import { endSession, isLive } from '../lifecycle/sessions.ts'
import { notFound } from '../persona-error.ts'
import { InvalidOrderError } from '../simulate/invalid-order-error.ts'
import { addressOf, orders } from '../simulate/orders.ts'
import type { World } from '../world.ts'
import { readConsoleFile, readLitFile } from './console-files.ts'
import { streamChanges } from './console-events.ts'

const mostRows = 100

const newInquiry = z.strictObject({ referenceId: z.string().min(1).optional() })

/** The page at `/_emulator`, what it shows, and what only it can do. */
export function createConsoleRoutes(world: World): Hono<Environment> {
  const routes = new Hono<Environment>()
  const { store } = world

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

  routes.get('/events', (context) => streamChanges(context, world))
  routes.get('/overview', (context) => context.json(formatOverview(world)))
  routes.get('/orders', (context) => context.json(describeOrders()))

  routes.get('/inquiries', (context) => {
    const { search = '', status } = context.req.query()
    const matching = listInquiries(world).filter(
      (inquiry) =>
        (status === undefined || inquiry.status === status) &&
        hasPart(search, inquiry.id, inquiry.referenceId, inquiry.step),
    )
    return context.json(newest(matching, (inquiry) => formatInquiryRow(world, inquiry)))
  })

  routes.get('/inquiries/:id', (context) =>
    context.json(formatInquiryDetails(world, findInquiry(world, context.req.param('id')))),
  )

  routes.get('/sessions', (context) => {
    const { search = '' } = context.req.query()
    const matching = store.sessions
      .all()
      .filter(({ id, inquiryId }) => hasPart(search, id, inquiryId))
    return context.json(newest(matching, (session) => formatSessionDetails(world, session)))
  })

  routes.get('/links', (context) => {
    const { search = '' } = context.req.query()
    const matching = store.links
      .all()
      .filter(({ id, inquiryId }) => hasPart(search, id.slice(-4), inquiryId))
    return context.json(newest(matching, (link) => formatLinkRecord(world, link)))
  })

  routes.get('/requests', (context) => {
    const { search = '', inquiryId, outcome } = context.req.query()
    const matching = world.exchanges
      .list()
      .filter(({ call }) => inquiryId === undefined || call.inquiryId === inquiryId)
      .filter(({ call }) => outcome !== 'refused' || (call.status ?? 500) >= 400)
      .filter(({ id, call }) =>
        hasPart(search, id, call.path, call.operation, call.inquiryId, String(call.status)),
      )
    return context.json(newest(matching.reverse(), formatExchangeRow))
  })

  routes.get('/requests/:id', (context) => {
    const exchange = world.exchanges.get(context.req.param('id'))
    if (!exchange) throw notFound()
    return context.json(formatExchange(exchange))
  })

  routes.get('/webhooks', (context) => {
    const { search = '', inquiryId } = context.req.query()
    const matching = world.webhooks
      .deliveries()
      .filter(({ event }) => inquiryId === undefined || event.inquiryId === inquiryId)
      .filter(({ event, webhook }) =>
        hasPart(search, event.id, event.name, event.inquiryId, webhook.url),
      )
    return context.json(newest(matching, formatWebhookDeliveryRecord))
  })

  routes.post('/inquiries', async (context) => {
    const { referenceId = null } = await read(context.req, newInquiry)
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
    const session = store.sessions.get(context.req.param('id'))
    if (!session) throw notFound()
    if (isLive(world, session)) endSession(world, session, 'unauthenticated')
    return context.body(null, 204)
  })

  return routes
}

/** A new order appears on the page by itself. */
function describeOrders() {
  return Object.entries(orders).map(([name, { argument }]) => ({
    name,
    address: addressOf(name),
    argument: z.toJSONSchema(argument, { io: 'input', unrepresentable: 'any' }),
  }))
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
    rows: entities.slice(-mostRows).reverse().map(format),
    matching: entities.length,
  }
}

async function read<Body>(
  request: { text(): Promise<string> },
  shape: z.ZodType<Body>,
): Promise<Body> {
  const result = shape.safeParse(parseJson(await request.text()))
  if (!result.success) throw new InvalidOrderError(explain(result.error))
  return result.data
}

/** A body as JSON; none at all is an empty object. @throws InvalidOrderError */
export function parseJson(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidOrderError('The body is not valid JSON.')
  }
}
