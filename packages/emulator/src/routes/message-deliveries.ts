import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import { readJson, readText } from '../http/read-json.ts'
import type { EmulatorContext } from '../emulator-context.ts'

/**
 * What is to become of the message that a widget is about to post. It asks here, below `/_emulator`,
 * so that it can also when nothing else is reachable by a fault.
 */
export function createMessageDeliveryRoutes(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.post('/', async (context) => {
    const body = await readJson(context.req)
    const delivery = emulator.faults.messages.take({
      message: readText(body, 'name') ?? undefined,
      inquiryId: readText(body, 'inquiryId') ?? undefined,
    })
    return context.json({ delivery: delivery ?? 'deliver' })
  })
  return routes
}
