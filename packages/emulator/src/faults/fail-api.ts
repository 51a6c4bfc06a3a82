import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Environment } from '../http/environment.ts'
import { replay } from '../http/idempotency.ts'
import { apiPath, type Operation, operations } from '../operations.ts'
import {
  type ApiFailure,
  applyFailure,
  failureShapes,
  type StatusFailure,
  statusResponse,
} from './failures.ts'
import { defineFault, faultOptions, type FaultOptions, type LastingFault } from './fault.ts'

const scope = {
  operation: z.enum(operations).meta({ title: 'REST call', whenEmpty: 'every call' }).optional(),
  ...faultOptions,
}
const [status, delayed, incomplete, other] = failureShapes

/**
 * Makes REST calls fail. `inquiryId` applies to calls that name it, or a session of it, in their path, and to the
 * one that creates a session for it.
 */
export const failApi: LastingFault<
  ApiFailure & FaultOptions & { operation?: Operation | undefined }
> = defineFault({
  name: 'failApi',
  group: 'REST API',
  label: 'Make REST calls fail',
  summary: 'What your back end gets: a status, a delay, a broken response, or none.',
  active: 'REST calls fail',
  argument: z.discriminatedUnion('failure', [
    z.strictObject({ ...scope, ...status }),
    z.strictObject({ ...scope, ...delayed }),
    z.strictObject({ ...scope, ...incomplete }),
    z.strictObject({ ...scope, ...other }),
  ]),
  apply: (emulator, argument) => void emulator.faults.add('failApi', argument),
})

/** Applies `failApi` to REST calls. */
export function applyApiFaults(emulator: EmulatorContext): MiddlewareHandler<Environment> {
  return createMiddleware<Environment>(async (context, next) => {
    if (!emulator.faults.has('failApi')) return next()
    const { operation } = context.get('call')
    const inquiryId = await readInquiryId(emulator, context)
    const failure = emulator.faults.take(failApi, { operation, inquiryId: inquiryId ?? undefined })
    if (!failure) return next()
    if (!isPersonasOwn(failure)) return applyFailure(emulator, context, failure, next)
    return replay(emulator.idempotencyKeys)(context, async () => {
      context.res = statusResponse(failure, emulator.rateLimit)
    })
  })
}

/**
 * Whether Persona itself sends the response, and so repeats it for the same `Idempotency-Key`. A
 * proxy in front of Persona does not know the keys.
 */
function isPersonasOwn(failure: ApiFailure): failure is StatusFailure {
  if (failure.failure !== 'status' || (failure.body ?? 'json') !== 'json') return false
  return failure.status !== 401 && failure.status !== 429
}

/** Returns the inquiry of a call: by its path, by the session in its path, or by its body. */
async function readInquiryId(
  emulator: EmulatorContext,
  context: Context<Environment>,
): Promise<string | null> {
  const { operation, inquiryId } = context.get('call')
  if (inquiryId !== null) return inquiryId
  if (operation === 'create-session') {
    return /"inquiry[-_]?id"\s*:\s*"(inq_\w+)"/i.exec(await context.req.text())?.[1] ?? null
  }
  const sessionId = /^\/inquiry-sessions\/([^/]+)/.exec(apiPath(context.req.path))?.[1]
  return (sessionId && emulator.store.sessions.get(sessionId)?.inquiryId) ?? null
}
