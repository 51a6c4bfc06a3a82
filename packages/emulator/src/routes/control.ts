import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { PersonaEmulator } from '../emulator.ts'
import { InvalidFaultError } from '../faults/fault.ts'
import { faultsByAddress } from '../faults/faults.ts'
import { messages } from '../faults/widget.ts'
import type { Environment } from '../http/environment.ts'
import { requireOwnHost } from '../http/own-host.ts'
import { readJson, readText } from '../http/read-body.ts'
import { operations } from '../operations.ts'
import { badRequest, PersonaError } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { DeliveryRequest, DeliveryResponse } from '../widget-contract.ts'
import { createConsoleRoutes } from './console.ts'

/** The functions of an emulator that its HTTP routes need. */
export type Controls = Pick<
  PersonaEmulator,
  | 'calls'
  | 'inquiries'
  | 'activeFaults'
  | 'reset'
  | 'sessions'
  | 'simulate'
  | 'time'
  | 'webhookDeliveries'
>

/**
 * `/_emulator`: the dashboard, and routes for programs. The latter are open to every origin, since
 * they return no token; the rest is for the dashboard alone.
 */
export function createControlRoutes(
  emulator: EmulatorContext,
  controls: Controls,
): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.use(requireOwnHost(emulator.settings.origin))
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
      activeFaults: controls.activeFaults(),
      time: controls.time(),
    })
  })

  routes.get('/calls', (context) => {
    const wanted = context.req.query('operation')
    const operation = operations.find((name) => name === wanted)
    if (wanted !== undefined && operation === undefined) {
      throw badRequest(`operation must be one of ${operations.join(', ')}`)
    }
    const inquiryId = context.req.query('inquiryId')
    return context.json({ calls: controls.calls({ inquiryId, operation }) })
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
    const fault = faultsByAddress.get(context.req.param('name'))
    if (!fault) {
      const names = [...faultsByAddress.keys()].join(', ')
      return context.json({ error: `No such fault. There are: ${names}.` }, 404)
    }
    fault.apply(emulator, parse(await context.req.text()))
    return context.body(null, 204)
  })

  // The widget calls this before it posts a message, also while the network is cut.
  routes.post('/messages', async (context) => {
    const { name, inquiryId } = readDeliveryRequest(await readJson(context.req))
    const fault = emulator.faults.take(messages, { name, inquiryId: inquiryId ?? undefined })
    const delivery = fault?.delivery ?? 'deliver'
    return context.json({ delivery } satisfies DeliveryResponse)
  })
  routes.route('/', createConsoleRoutes(emulator))

  routes.onError((error, context) => {
    if (error instanceof InvalidFaultError) return context.json({ error: error.message }, 400)
    if (error instanceof PersonaError) return context.json({ error: error.message }, error.status)
    console.error(error)
    return context.json({ error: 'The emulator failed. See its output.' }, 500)
  })

  return routes
}

function readDeliveryRequest(body: Record<string, unknown>): DeliveryRequest {
  return { name: readText(body, 'name') ?? '', inquiryId: readText(body, 'inquiryId') }
}

function parse(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidFaultError('The body is not valid JSON.')
  }
}
