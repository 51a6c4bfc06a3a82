import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { PersonaError, badRequest } from '../persona-error.ts'
import { readInflection } from './inflection.ts'

/** Refuses requests without the API key, and tells the others which environment they reach. */
export function authenticate(apiKey: string): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const header = context.req.header('Authorization')
    if (!header) {
      throw new PersonaError(401, { title: 'Must be authenticated to access this endpoint' })
    }
    if (header !== `Bearer ${apiKey}`) throw new PersonaError(401, { title: 'Token is invalid' })
    await next()
    context.header('Persona-Environment-Id', 'env_emulator')
    context.header('Persona-Organization-Id', 'org_emulator')
  })
}

/** The API versions that Persona documents. All of them get the same responses here. */
const versions = [
  '2026-09-29',
  '2025-12-08',
  '2025-10-27',
  '2023-01-05',
  '2022-09-01',
  '2021-08-18',
  '2021-07-05',
  '2021-05-14',
  '2021-02-21',
  '2020-05-18',
]

/** Refuses an unknown inflection or API version before the request takes effect. */
export function checkHeaders(): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    readInflection(context.req.header('Key-Inflection'))
    const version = context.req.header('Persona-Version')
    if (version !== undefined && !versions.includes(version)) {
      throw badRequest(`Persona-Version must be one of ${versions.join(', ')}`)
    }
    await next()
  })
}

const maxBytes = 1024 * 1024

/** Refuses a body over 1 MiB without reading it to its end. */
export function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: maxBytes,
    onError(context) {
      // The rest of the body would be read as the next request.
      context.header('Connection', 'close')
      throw badRequest('The request body is larger than 1 MiB')
    },
  })
}
