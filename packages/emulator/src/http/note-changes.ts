import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { World } from '../world.ts'

/** Whatever is asked of the emulator may change something, but for looking at it. */
export function noteChanges(world: World): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    await next()
    const isLooking = context.req.method === 'GET' && context.req.path.startsWith('/_emulator')
    if (!isLooking) world.changes.note()
  })
}
