import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { EmulatorContext } from '../emulator-context.ts'

/** Whatever is asked of the emulator may change something, but for looking at it. */
export function emitChanges(emulator: EmulatorContext): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    await next()
    const isLooking = context.req.method === 'GET' && context.req.path.startsWith('/_emulator')
    if (!isLooking) emulator.changes.emit()
  })
}
