import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { LoggedRequest, Message } from '../state/request-log.ts'
import { formatTime } from '../formatters/resource.ts'
import { createIdentifier } from '../state/identifiers.ts'
import { apiPath, readOperation } from '../operations.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { maskSecrets } from './mask-secrets.ts'
import type { Environment } from './environment.ts'

const maxBody = 64 * 1024

/** Logs every REST call with its messages, and adds a `Request-Id` to each response. */
export function recordCalls(emulator: EmulatorContext): MiddlewareHandler<Environment> {
  return createMiddleware<Environment>(async (context, next) => {
    const { method } = context.req
    // A caller may have used a token as an id.
    const path = maskSecrets(emulator, apiPath(context.req.path))
    const call = readOperation(method, path)
    context.set('call', call)
    const mask = (text: string) => maskSecrets(emulator, text)
    const entry: LoggedRequest = {
      id: createIdentifier('req'),
      call: { method, path, ...call, status: null, at: formatTime(emulator.clock.now()) },
      query: mask(new URL(context.req.url).search),
      request: keep(context.req.raw.headers, null, mask),
      response: null,
      milliseconds: null,
    }
    emulator.requests.add(entry)
    const start = performance.now()
    const body = await readSmallBody(context)
    if (body !== null) entry.request = keep(context.req.raw.headers, body, mask)
    emulator.changes.emit()
    await next()
    entry.milliseconds = performance.now() - start
    if (context.res === RESPONSE_ALREADY_SENT) return
    entry.call.status = context.res.status
    entry.call.inquiryId = context.get('inquiryId') ?? call.inquiryId
    context.header('Request-Id', entry.id)
    entry.response = keep(context.res.headers, await readText(context.res), mask)
  })
}

/** Reads a small body; a large or chunked one is left to the handler. */
async function readSmallBody({ req }: Context): Promise<string | null> {
  if (req.method === 'GET' || req.header('Transfer-Encoding') !== undefined) return null
  const size = req.header('Content-Length')
  // A call in the same process has no Content-Length.
  const body = size === undefined ? req.raw.clone().text() : isSmall(size) ? req.text() : ''
  return (await body) || null
}

function isSmall(size: string): boolean {
  return Number(size) > 0 && Number(size) <= maxBody
}

async function readText(answer: Response): Promise<string | null> {
  const isText = /json|text/.test(answer.headers.get('Content-Type') ?? '')
  return isText && answer.body !== null ? await answer.clone().text() : null
}

function keep(headers: Headers, body: string | null, mask: (text: string) => string): Message {
  return {
    headers: Object.fromEntries(
      [...headers].map(([name, value]) => [
        name,
        // Mask any key: it may belong to a real account.
        name === 'authorization' ? value.replace(/^(\w+ )?.*$/s, '$1[API key]') : mask(value),
      ]),
    ),
    body: body === null ? null : cut(mask(body)),
  }
}

function cut(text: string): string {
  if (text.length <= maxBody) return text
  return `${text.slice(0, maxBody)}\n… cut: ${text.length - maxBody} more characters`
}
