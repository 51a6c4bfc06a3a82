import type { Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { PersonaEmulator } from './emulator.ts'
import { createEmulatorContext, type EmulatorContext } from './emulator-context.ts'
import { createSimulate, listActiveFaults } from './faults/faults.ts'
import {
  formatInquiryRecord,
  formatSessionRecord,
  formatTimeRecord,
  formatWebhookDeliveryRecord,
} from './formatters/records.ts'
import { overSocket } from './http/environment.ts'
import { createInProcess } from './http/in-process.ts'
import { listen } from './http/listen.ts'
import { serve } from './http/network.ts'
import { listInquiries } from './lifecycle/inquiries.ts'
import type { PersonaEmulatorOptions } from './settings/options.ts'
import type { Controls } from './routes/control.ts'
import { createRootRoutes } from './routes/root.ts'
import { loadSeed } from './seed/load-seed.ts'
import { createSettings, type Settings } from './settings/settings.ts'
import { sendEvent } from './webhooks/send-event.ts'

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
    return start(servers, createSettings(options, port))
  } catch (error) {
    await close(servers)
    throw error
  }
}

function start(servers: readonly Server[], settings: Settings): PersonaEmulator {
  const emulator = createEmulatorContext(settings)
  emulator.events.on(emulator.changes.emit)
  emulator.clock.onChange(emulator.changes.emit)
  emulator.events.on((event) => sendEvent(emulator, event))
  loadSeed(emulator, settings.seed)
  const controls = createControls(emulator)
  const routes = createRootRoutes(emulator, controls)
  const listener = getRequestListener((request, { incoming }) =>
    routes.fetch(request, { connection: overSocket(incoming.socket) }),
  )
  const inProcess = createInProcess(
    (request, environment) => routes.fetch(request, environment),
    emulator.network,
  )
  serve(servers, emulator.network, (request, response) => void listener(request, response))
  return {
    apiUrl: `${settings.origin}/api/v1`,
    customHost: new URL(settings.origin).host,
    origin: settings.origin,
    apiKey: settings.apiKey,
    get webhookSecret() {
      return emulator.webhooks.secret
    },
    templateId: settings.templateId,
    ...controls,
    fetch: inProcess.fetch,
    close() {
      inProcess.close()
      emulator.webhooks.close()
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

function createControls(emulator: EmulatorContext): Controls {
  return {
    inquiries: () => listInquiries(emulator).map(formatInquiryRecord),
    sessions: (inquiryId) =>
      (inquiryId === undefined
        ? emulator.store.sessions.all()
        : emulator.store.sessions.of(inquiryId)
      ).map((session) => formatSessionRecord(emulator, session)),
    calls: (filter) => emulator.requests.calls(filter),
    webhookDeliveries: (inquiryId) =>
      emulator.webhooks
        .deliveries()
        .filter(({ event }) => inquiryId === undefined || event.inquiryId === inquiryId)
        .map(formatWebhookDeliveryRecord),
    activeFaults: () => listActiveFaults(emulator),
    time: () => formatTimeRecord(emulator.clock),
    simulate: createSimulate(emulator),
    reset() {
      emulator.store.clear()
      emulator.requests.clear()
      emulator.eventLog.clear()
      emulator.faults.clearAll()
      emulator.webhooks.reset()
      emulator.rateLimit.clear()
      emulator.idempotencyKeys.clear()
      emulator.clock.reset()
      loadSeed(emulator, emulator.settings.seed)
      emulator.changes.emit()
    },
  }
}
