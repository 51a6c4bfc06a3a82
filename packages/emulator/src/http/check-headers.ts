import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { badRequest } from '../persona-error.ts'
import { readInflection } from './inflection.ts'

/** The API versions that Persona's documents name. They are all answered alike here. */
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

/** Refuses an inflection or an API version that there is not, before anything happens. */
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
