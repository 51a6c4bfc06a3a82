import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Exchange, Message } from '../exchange-log.ts'
import { formatTime } from '../formatters/time.ts'
import { createIdentifier } from '../identifiers.ts'
import { readOperation } from '../operations.ts'
import type { World } from '../world.ts'
import { apiPath } from './api-faults.ts'
import { blotSecrets } from './blot-secrets.ts'
import type { Environment } from './environment.ts'

const mostKept = 64 * 1024

/** Notes every REST call with what was said, and gives each answer an id. */
export function recordCalls(world: World): MiddlewareHandler<Environment> {
  return createMiddleware<Environment>(async (context, next) => {
    const { method } = context.req
    // Somebody may have taken a token for an id.
    const path = blotSecrets(world, apiPath(context))
    const call = readOperation(method, path)
    context.set('call', call)
    const at = formatTime(world.clock.now())
    const record = world.calls.begin({ method, path, ...call, at })
    const start = performance.now()
    const body = await readSmallBody(context)
    const blot = (text: string) => blotSecrets(world, text)
    const exchange: Exchange = {
      id: createIdentifier('req'),
      call: record,
      query: blot(new URL(context.req.url).search),
      request: keep(context.req.raw.headers, body, blot),
      answer: null,
      milliseconds: null,
    }
    world.exchanges.add(exchange)
    world.changes.note()
    await next()
    exchange.milliseconds = performance.now() - start
    world.changes.note()
    if (context.res === RESPONSE_ALREADY_SENT) return
    record.status = context.res.status
    record.inquiryId = context.get('inquiryId') ?? call.inquiryId
    context.header('Request-Id', exchange.id)
    exchange.request = keep(context.req.raw.headers, body, blot)
    exchange.answer = keep(context.res.headers, await readText(context.res), blot)
  })
}

/** A body that is too large, or does not say how large it is, is left to those that ask for it. */
async function readSmallBody({ req }: Context): Promise<string | null> {
  if (req.method === 'GET' || req.header('Transfer-Encoding') !== undefined) return null
  const size = req.header('Content-Length')
  // Nobody says it to one in the same process.
  const body = size === undefined ? req.raw.clone().text() : isSmall(size) ? req.text() : ''
  return (await body) || null
}

function isSmall(size: string): boolean {
  return Number(size) > 0 && Number(size) <= mostKept
}

async function readText(answer: Response): Promise<string | null> {
  const isText = /json|text/.test(answer.headers.get('Content-Type') ?? '')
  return isText && answer.body !== null ? await answer.clone().text() : null
}

function keep(headers: Headers, body: string | null, blot: (text: string) => string): Message {
  return {
    headers: Object.fromEntries(
      [...headers].map(([name, value]) => [
        name,
        // Whatever key was sent: it may be that of a real account.
        name === 'authorization' ? value.replace(/^(\w+ )?.*$/s, '$1[API key]') : blot(value),
      ]),
    ),
    body: body === null ? null : cut(blot(body)),
  }
}

function cut(text: string): string {
  if (text.length <= mostKept) return text
  return `${text.slice(0, mostKept)}\n… cut: ${text.length - mostKept} more characters`
}
