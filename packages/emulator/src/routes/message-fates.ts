import { Hono } from 'hono'
import type { Environment } from '../http/environment.ts'
import { readJson, readText } from '../http/read-json.ts'
import type { World } from '../world.ts'

/**
 * What is to become of the message that a widget is about to post. It asks here, below `/_emulator`,
 * so that it can also when nothing else is reachable by order.
 */
export function createMessageFateRoutes(world: World): Hono<Environment> {
  const routes = new Hono<Environment>()
  routes.post('/', async (context) => {
    const body = await readJson(context.req)
    const fate = world.faults.messages.take({
      message: readText(body, 'name') ?? undefined,
      inquiryId: readText(body, 'inquiryId') ?? undefined,
    })
    return context.json({ fate: fate ?? 'delivered' })
  })
  return routes
}
