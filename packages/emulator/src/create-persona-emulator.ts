import type { Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createSimulate } from './simulate/create-simulate.ts'
import type { PersonaEmulator, PersonaEmulatorOptions } from './emulator.ts'
import { formatInquiryRecord, formatSessionRecord, formatTimeRecord } from './formatters/records.ts'
import { overSocket } from './http/connection.ts'
import { createInProcess } from './http/in-process.ts'
import { formatWebhookDeliveryRecord } from './formatters/webhook-delivery-record.ts'
import { listen } from './http/listen.ts'
import { serve } from './http/serve.ts'
import { listInquiries } from './lifecycle/inquiries.ts'
import { plantSeed } from './seed/plant-seed.ts'
import type { Controls } from './routes/control.ts'
import { createRootRoutes } from './routes/root.ts'
import { listStandingOrders } from './simulate/standing-orders.ts'
import { createSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { createWorld } from './world.ts'
import type { World } from './world.ts'

/**
 * Starts a stand-in Persona on the loopback interface. It must never see real people's data.
 *
 * @throws Error when the port is taken, or the template or the seed cannot be used
 * @example
 * const persona = await createPersonaEmulator()
 * const client = new Client({ inquiryId, customHost: persona.customHost })
 */
export async function createPersonaEmulator(
  options: PersonaEmulatorOptions = {},
): Promise<PersonaEmulator> {
  const { port, servers } = await listen(options.port, options.host)
  try {
    return answerOn(servers, createSettings(options, port))
  } catch (error) {
    await close(servers)
    throw error
  }
}

function answerOn(servers: readonly Server[], settings: Settings): PersonaEmulator {
  const world = createWorld(settings)
  plantSeed(world, settings.seed)
  const controls = createControls(world)
  const routes = createRootRoutes(world, controls)
  const answer = getRequestListener((request, { incoming }) =>
    routes.fetch(request, { connection: overSocket(incoming.socket) }),
  )
  const inProcess = createInProcess(
    (request, environment) => routes.fetch(request, environment),
    world.faults.network,
  )
  serve(servers, world.faults.network, (request, response) => void answer(request, response))
  return {
    apiUrl: `${settings.origin}/api/v1`,
    customHost: new URL(settings.origin).host,
    origin: settings.origin,
    apiKey: settings.apiKey,
    get webhookSecret() {
      return world.webhooks.secret
    },
    templateId: settings.templateId,
    ...controls,
    fetch: inProcess.fetch,
    close() {
      inProcess.close()
      world.webhooks.close()
      return close(servers)
    },
  }
}

async function close(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(async (server) => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    }),
  )
}

function createControls(world: World): Controls {
  return {
    inquiries: () => listInquiries(world).map(formatInquiryRecord),
    sessions: (inquiryId) =>
      (inquiryId === undefined
        ? world.store.sessions.all()
        : world.store.sessions.of(inquiryId)
      ).map((session) => formatSessionRecord(world, session)),
    calls: (filter) => world.calls.list(filter),
    webhookDeliveries: (inquiryId) =>
      world.webhooks
        .deliveries()
        .filter(({ event }) => inquiryId === undefined || event.inquiryId === inquiryId)
        .map(formatWebhookDeliveryRecord),
    orders: () => listStandingOrders(world),
    time: () => formatTimeRecord(world.clock),
    simulate: createSimulate(world),
    reset() {
      world.store.clear()
      world.calls.clear()
      world.exchanges.clear()
      world.happenings.clear()
      world.faults.clear()
      world.webhooks.reset()
      world.rateWindow.clear()
      world.idempotencyKeys.clear()
      world.clock.reset()
      plantSeed(world, world.settings.seed)
      world.changes.note()
    },
  }
}
