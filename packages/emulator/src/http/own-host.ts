import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'

/**
 * Refuses foreign host names: by DNS rebinding, a foreign page would count as the same origin.
 */
export function requireOwnHost(origin: string): MiddlewareHandler {
  const own = new URL(origin).hostname
  return createMiddleware(async (context, next) => {
    const host = context.req.header('Host') ?? new URL(context.req.url).host
    const name = host.replace(/:\d+$/, '')
    // DNS cannot rebind an address.
    const isAddress = isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0
    if (isAddress || name === 'localhost' || name === own) return next()
    const error = `/_emulator answers to localhost and to addresses such as 127.0.0.1 only, and was called ${host}.`
    return context.json({ error }, 403)
  })
}

/** Refuses requests of pages of another origin. */
export function requireSameOrigin(): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const origin = context.req.header('Origin')
    if (origin === undefined || origin === new URL(context.req.url).origin) return next()
    return context.json({ error: 'Only the page at /_emulator may ask for this.' }, 403)
  })
}
