import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { PersonaError } from '../persona-error.ts'

/** Lets only holders of the API key pass. */
export function authenticate(apiKey: string): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const header = context.req.header('Authorization')
    if (!header) {
      throw new PersonaError(401, { title: 'Must be authenticated to access this endpoint' })
    }
    if (header !== `Bearer ${apiKey}`) throw new PersonaError(401, { title: 'Token is invalid' })
    await next()
  })
}
