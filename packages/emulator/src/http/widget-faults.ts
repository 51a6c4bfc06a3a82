import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { WidgetPart } from '../faults/active-faults.ts'
import { findLink } from '../lifecycle/open-link.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Environment } from './environment.ts'
import { fail } from './fail.ts'

/** Lets what browsers ask for fail as simulated, and the frame refuse to be framed. */
export function applyWidgetFaults(emulator: EmulatorContext): MiddlewareHandler<Environment> {
  const { widgetRequests, frame } = emulator.faults
  return createMiddleware<Environment>(async (context, next) => {
    const part = partOf(context.req.path)
    if (part === null || (widgetRequests.list().length === 0 && frame.list().length === 0)) {
      return next()
    }
    const inquiryId = await readInquiryId(emulator, context, part)
    const failure = widgetRequests.take({ part, inquiryId })
    if (failure) {
      const answer = await fail(emulator, context, failure, next)
      if (answer) return answer
    } else {
      await next()
    }
    const refusal = part === 'page' ? frame.take({ inquiryId }) : undefined
    if (refusal === 'x-frame-options') context.header('X-Frame-Options', 'DENY')
    if (refusal === 'frame-ancestors') {
      context.header('Content-Security-Policy', "frame-ancestors 'none'")
    }
  })
}

function partOf(path: string): WidgetPart | null {
  if (path === '/verify' || path.startsWith('/go/')) return 'verify'
  if (path.startsWith('/widget/api/')) return 'back_end'
  if (path.startsWith('/widget/assets/')) return 'assets'
  return path === '/widget' ? 'page' : null
}

/** The inquiry that a request is about, as far as it says: assets belong to none. */
async function readInquiryId(
  emulator: EmulatorContext,
  { req }: Context<Environment>,
  part: WidgetPart,
): Promise<string | undefined> {
  if (part === 'page') return req.query('inquiry-id')
  if (part === 'verify') {
    const code = req.query('code') ?? req.path.split('/go/')[1]
    return req.query('inquiry-id') ?? (code && findLink(emulator, code)?.inquiryId)
  }
  if (part === 'assets') return undefined
  const token = /^Bearer (.+)$/.exec(req.header('Authorization') ?? '')?.[1]
  const sessionId = token === undefined ? sessionIdIn(req.path) : await emulator.tokens.read(token)
  if (sessionId !== null) return emulator.store.sessions.get(sessionId)?.inquiryId
  return /"inquiryId"\s*:\s*"(\w+)"/.exec(await req.text())?.[1]
}

function sessionIdIn(path: string): string | null {
  return /^\/widget\/api\/sessions\/([^/]+)/.exec(path)?.[1] ?? null
}
