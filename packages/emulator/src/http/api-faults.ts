import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ApiFailure } from '../faults/api-failure.ts'
import type { World } from '../world.ts'
import { neverAnswer, resetConnection } from './break-off.ts'
import type { Environment } from './environment.ts'

/** Lets REST calls fail as ordered. */
export function failAsOrdered(world: World): MiddlewareHandler<Environment> {
  return createMiddleware<Environment>(async (context, next) => {
    const { operation, inquiryId } = context.get('call')
    const failure = world.faults.api.take({ operation, inquiryId: inquiryId ?? undefined })
    if (!failure || failure.failure === 'none') return next()
    if (failure.failure === 'hang') return neverAnswer(context)
    if (failure.failure === 'reset') return resetConnection(context)
    return answerFailure(failure)
  })
}

/** The path of a REST call after `/api/v1`. */
export function apiPath(context: Context): string {
  return context.req.path.replace(/^\/api\/v1/, '')
}

const statusesWithoutBody = [204, 205, 304]

function answerFailure(failure: Extract<ApiFailure, { failure: 'status' }>): Response {
  const headers = new Headers()
  if (failure.retryAfter !== undefined) headers.set('Retry-After', String(failure.retryAfter))
  const { status, body = 'json' } = failure
  if (body === 'empty' || statusesWithoutBody.includes(status)) {
    return new Response(null, { status, headers })
  }
  if (body === 'html') {
    headers.set('Content-Type', 'text/html; charset=utf-8')
    return new Response(proxyPage(status), { status, headers })
  }
  headers.set('Content-Type', 'application/json')
  const json = status < 400 ? {} : { errors: [{ title: `Simulated failure ${status}` }] }
  return new Response(JSON.stringify(json), { status, headers })
}

function proxyPage(status: number): string {
  return `<!doctype html><title>${status}</title><center><h1>${status}</h1></center><hr><center>proxy</center>`
}
