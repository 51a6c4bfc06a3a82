import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { PersonaEmulator } from '../emulator.ts'
import type { Environment } from '../http/environment.ts'
import { requireOwnHost } from '../http/own-host.ts'
import { operations } from '../operations.ts'
import { PersonaError } from '../persona-error.ts'
import { InvalidOrderError } from '../simulate/invalid-order-error.ts'
import { addressOf, orders } from '../simulate/orders.ts'
import type { World } from '../world.ts'
import { createConsoleRoutes } from './console.ts'
import { createMessageFateRoutes } from './message-fates.ts'

/** What a page or a program needs to steer an emulator from outside. */
export type Controls = Pick<
  PersonaEmulator,
  | 'calls'
  | 'inquiries'
  | 'orders'
  | 'reset'
  | 'sessions'
  | 'simulate'
  | 'time'
  | 'webhookDeliveries'
>

/**
 * `/_emulator`: a page, and what programs use. The latter is open to every origin, since it listens
 * on loopback only and shows no token; the rest is the page's alone.
 */
export function createControlRoutes(world: World, controls: Controls): Hono<Environment> {
  const routes = new Hono<Environment>()
  const ordersByAddress = new Map(
    Object.entries(orders).map(([name, order]) => [addressOf(name), order]),
  )
  routes.use(requireOwnHost(world.settings.origin))
  for (const path of ['/state', '/calls', '/webhook-deliveries', '/reset', '/simulate/*']) {
    routes.use(path, cors())
  }

  routes.get('/state', (context) => {
    const inquiryId = context.req.query('inquiryId')
    return context.json({
      inquiries: controls
        .inquiries()
        .filter(({ id }) => inquiryId === undefined || id === inquiryId),
      sessions: controls.sessions(inquiryId),
      orders: controls.orders(),
      time: controls.time(),
    })
  })

  routes.get('/calls', (context) => {
    const wanted = context.req.query('operation')
    return context.json({
      calls: controls.calls({
        inquiryId: context.req.query('inquiryId'),
        operation: operations.find((operation) => operation === wanted),
      }),
    })
  })

  routes.get('/webhook-deliveries', (context) => {
    const inquiryId = context.req.query('inquiryId')
    return context.json({ webhookDeliveries: controls.webhookDeliveries(inquiryId) })
  })

  routes.post('/reset', (context) => {
    controls.reset()
    return context.body(null, 204)
  })

  routes.post('/simulate/:name', async (context) => {
    const order = ordersByAddress.get(context.req.param('name'))
    if (!order) {
      const names = [...ordersByAddress.keys()].join(', ')
      return context.json({ error: `No such order. There are: ${names}.` }, 404)
    }
    order.carryOut(world, parse(await context.req.text()))
    return context.body(null, 204)
  })

  routes.route('/messages', createMessageFateRoutes(world))
  routes.route('/', createConsoleRoutes(world))

  routes.onError((error, context) => {
    if (error instanceof InvalidOrderError) return context.json({ error: error.message }, 400)
    if (error instanceof PersonaError) return context.json({ error: error.message }, error.status)
    console.error(error)
    return context.json({ error: 'The emulator failed; see its output.' }, 500)
  })

  return routes
}

function parse(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidOrderError('The body is not valid JSON.')
  }
}
