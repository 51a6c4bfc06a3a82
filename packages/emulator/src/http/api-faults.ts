import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { World } from '../world.ts'
import type { Environment } from './environment.ts'
import { fail } from './fail.ts'

/** Lets REST calls fail as ordered. */
export function failAsOrdered(world: World): MiddlewareHandler<Environment> {
  return createMiddleware<Environment>(async (context, next) => {
    if (world.faults.api.list().length === 0) return next()
    const { operation } = context.get('call')
    const inquiryId = await readInquiryId(world, context)
    const failure = world.faults.api.take({ operation, inquiryId: inquiryId ?? undefined })
    return failure ? fail(world, context, failure, next) : next()
  })
}

/** The path of a REST call after `/api/v1`. */
export function apiPath(context: Context): string {
  return context.req.path.replace(/^\/api\/v1/, '')
}

/** The inquiry that a call is about: by its path, by the session in its path, or by its body. */
async function readInquiryId(world: World, context: Context<Environment>): Promise<string | null> {
  const { operation, inquiryId } = context.get('call')
  if (inquiryId !== null) return inquiryId
  if (operation === 'create-session') return inquiryIdIn(await context.req.text())
  const sessionId = /^\/inquiry-sessions\/([^/]+)/.exec(apiPath(context))?.[1]
  return (sessionId && world.store.sessions.get(sessionId)?.inquiryId) ?? null
}

function inquiryIdIn(text: string): string | null {
  const id = /"inquiry[-_]?id"\s*:\s*"(inq_\w+)"/i.exec(text)?.[1]
  return id ?? null
}
