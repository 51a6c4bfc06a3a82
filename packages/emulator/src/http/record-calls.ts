import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createIdentifier } from '../identifiers.ts'
import { formatTime } from '../formatters/time.ts'
import { readOperation } from '../operations.ts'
import type { World } from '../world.ts'
import { apiPath } from './api-faults.ts'
import type { Environment } from './environment.ts'

/** Notes every REST call and gives each answer an id. */
export function recordCalls(world: World): MiddlewareHandler<Environment> {
  return createMiddleware<Environment>(async (context, next) => {
    const { method } = context.req
    const path = apiPath(context)
    const call = readOperation(method, path)
    context.set('call', call)
    const end = world.calls.begin({
      method,
      path,
      ...call,
      at: formatTime(world.clock.now()),
    })
    await next()
    if (context.res === RESPONSE_ALREADY_SENT) return
    end(context.res.status, context.get('inquiryId') ?? call.inquiryId)
    context.header('Request-Id', createIdentifier('req'))
  })
}
