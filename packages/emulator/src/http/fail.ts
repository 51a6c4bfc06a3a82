import type { Context, Next } from 'hono'
import type { ApiFailure } from '../faults/api-failure.ts'
import { isRecord } from '../is-record.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { neverAnswer, resetConnection } from './reset-connection.ts'
import type { Environment } from './environment.ts'
import { failureAnswer } from './failure-answer.ts'
import { toKebab } from './inflection.ts'

/** Answers a request as a failure has it, or not at all. */
export async function fail(
  emulator: EmulatorContext,
  context: Context<Environment>,
  failure: ApiFailure,
  next: Next,
): Promise<Response | undefined> {
  switch (failure.failure) {
    case 'status':
      return failureAnswer(failure, emulator.rateWindow)
    case 'hang':
      return neverAnswer(context)
    case 'reset':
      return resetConnection(context)
    case 'delay':
      await next()
      await wait(failure.delay)
      return undefined
    case 'lost_response':
      await next()
      replaceAnswer(context, resetConnection(context))
      return undefined
    case 'malformed':
      await next()
      replaceAnswer(context, await cutOff(context.res))
      return undefined
    case 'incomplete':
      await next()
      replaceAnswer(context, await leaveOut(context.res, failure.without.split('.')))
      return undefined
    case 'none':
      await next()
      return undefined
  }
}

// Whoever waits for an answer measures that by the machine's time, and so does this.
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}

function replaceAnswer(context: Context<Environment>, answer: Response): void {
  // Hono would keep the headers of the answer before, its length among them.
  context.res = undefined
  context.res = answer
}

async function cutOff(response: Response): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer())
  return new Response(body.subarray(0, Math.floor(body.length / 2)), withoutLength(response))
}

async function leaveOut(response: Response, path: readonly string[]): Promise<Response> {
  if (response.headers.get('Content-Type')?.includes('json') !== true) return response
  const body: unknown = await response.json()
  return Response.json(without(body, path.map(toKebab)), withoutLength(response))
}

/** A copy of JSON without what a path leads to, in whatever inflection its keys are. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (!isRecord(value)) return value
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (toKebab(key) !== name) return [[key, inner]]
    return rest.length === 0 ? [] : [[key, without(inner, rest)]]
  })
  return Object.fromEntries(entries)
}

function withoutLength({ status, headers }: Response): ResponseInit {
  const kept = new Headers(headers)
  kept.delete('Content-Length')
  return { status, headers: kept }
}
