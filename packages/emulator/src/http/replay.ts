import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { IdempotencyKeys, KeptAnswer } from '../idempotency-keys.ts'
import { PersonaError } from '../persona-error.ts'

/**
 * Answers a POST whose `Idempotency-Key` was there before as it was answered then. One that comes
 * while the first is still under way waits for its answer.
 */
export function replay(keys: IdempotencyKeys): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const key = context.req.header('Idempotency-Key')
    if (context.req.method !== 'POST' || key === undefined || key === '') return next()
    const fingerprint = await fingerprintOf(context)
    const earlier = keys.find(key)
    if (earlier) {
      if (earlier.fingerprint === fingerprint) return repeat(context, await earlier.answer)
      throw new PersonaError(422, {
        title: 'Unprocessable entity',
        details: 'Idempotency-Key was used before with other parameters; take a new key',
      })
    }
    const { promise, settle } = createDeferred()
    keys.keep(key, { fingerprint, answer: promise })
    await next()
    const answer = await keep(context.res)
    settle(answer)
  })
}

async function fingerprintOf({ req }: Context): Promise<string> {
  const { pathname, search } = new URL(req.url)
  return createHash('sha256')
    .update(`${pathname}${search}\n`)
    .update(await req.text())
    .digest('base64')
}

async function keep(response: Response): Promise<KeptAnswer> {
  return {
    status: response.status,
    contentType: response.headers.get('Content-Type'),
    body: await response.clone().text(),
  }
}

function repeat(context: Context, { status, contentType, body }: KeptAnswer): Response {
  // Made by the context, which adds the headers that belong to this call.
  const response = context.body(body)
  const headers = new Headers(response.headers)
  if (contentType !== null) headers.set('Content-Type', contentType)
  return new Response(body, { status, headers })
}

function createDeferred(): { promise: Promise<KeptAnswer>; settle: (answer: KeptAnswer) => void } {
  let settle: (answer: KeptAnswer) => void = () => undefined
  const promise = new Promise<KeptAnswer>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}
