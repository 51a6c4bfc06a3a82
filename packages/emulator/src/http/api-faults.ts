import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ApiFailure, StatusFailure } from '../faults/api-failure.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Environment } from './environment.ts'
import { fail } from './fail.ts'
import { failureAnswer } from './failure-answer.ts'
import { replay } from './replay.ts'

/** Lets REST calls fail as simulated. */
export function applyApiFaults(emulator: EmulatorContext): MiddlewareHandler<Environment> {
  return createMiddleware<Environment>(async (context, next) => {
    if (emulator.faults.api.list().length === 0) return next()
    const { operation } = context.get('call')
    const inquiryId = await readInquiryId(emulator, context)
    const failure = emulator.faults.api.take({ operation, inquiryId: inquiryId ?? undefined })
    if (!failure) return next()
    if (!isPersonasOwn(failure)) return fail(emulator, context, failure, next)
    return replay(emulator.idempotencyKeys)(context, async () => {
      context.res = failureAnswer(failure, emulator.rateWindow)
    })
  })
}

/**
 * Whether Persona itself answers so, and then does again when the call is repeated under its
 * `Idempotency-Key`. What stands before Persona knows of no keys.
 */
function isPersonasOwn(failure: ApiFailure): failure is StatusFailure {
  if (failure.failure !== 'status' || (failure.body ?? 'json') !== 'json') return false
  return failure.status !== 401 && failure.status !== 429
}

/** The path of a REST call after `/api/v1`. */
export function apiPath(context: Context): string {
  return context.req.path.replace(/^\/api\/v1/, '')
}

/** The inquiry that a call is about: by its path, by the session in its path, or by its body. */
async function readInquiryId(
  emulator: EmulatorContext,
  context: Context<Environment>,
): Promise<string | null> {
  const { operation, inquiryId } = context.get('call')
  if (inquiryId !== null) return inquiryId
  if (operation === 'create-session') return inquiryIdIn(await context.req.text())
  const sessionId = /^\/inquiry-sessions\/([^/]+)/.exec(apiPath(context))?.[1]
  return (sessionId && emulator.store.sessions.get(sessionId)?.inquiryId) ?? null
}

function inquiryIdIn(text: string): string | null {
  const id = /"inquiry[-_]?id"\s*:\s*"(inq_\w+)"/i.exec(text)?.[1]
  return id ?? null
}
