import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Clock } from '../state/clock.ts'
import { PersonaError } from '../persona-error.ts'

/** The part of a response that is repeated. */
interface KeptResponse {
  readonly status: number
  readonly contentType: string | null
  readonly body: string
}

/** A call that was made under a key. */
interface KeyedCall {
  /** Must be the same when the key comes again. */
  readonly fingerprint: string
  readonly response: Promise<KeptResponse>
}

/** The calls with an `Idempotency-Key` of the last 24 hours. */
export interface IdempotencyKeys {
  get(key: string): KeyedCall | undefined
  set(key: string, call: KeyedCall): void
  clear(): void
}

const day = 86_400_000

export function createIdempotencyKeys(clock: Clock): IdempotencyKeys {
  const calls = new Map<string, KeyedCall>()
  return {
    get: (key) => calls.get(key),
    set(key, call) {
      calls.set(key, call)
      clock.at(clock.now() + day, () => {
        if (calls.get(key) === call) calls.delete(key)
      })
    },
    clear: () => calls.clear(),
  }
}

/**
 * Repeats the response to an earlier POST with the same `Idempotency-Key`. A request that arrives
 * while the first is in progress waits for its response.
 */
export function replay(keys: IdempotencyKeys): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const key = context.req.header('Idempotency-Key')
    if (context.req.method !== 'POST' || key === undefined || key === '') return next()
    const fingerprint = await fingerprintOf(context)
    const earlier = keys.get(key)
    if (earlier) {
      if (earlier.fingerprint === fingerprint) return repeat(context, await earlier.response)
      throw new PersonaError(422, {
        title: 'Unprocessable entity',
        details: 'Idempotency-Key was used before with other parameters; take a new key',
      })
    }
    let settle: (response: KeptResponse) => void = () => undefined
    const response = new Promise<KeptResponse>((resolve) => {
      settle = resolve
    })
    keys.set(key, { fingerprint, response })
    await next()
    settle({
      status: context.res.status,
      contentType: context.res.headers.get('Content-Type'),
      body: await context.res.clone().text(),
    })
  })
}

async function fingerprintOf({ req }: Context): Promise<string> {
  const { pathname, search } = new URL(req.url)
  return createHash('sha256')
    .update(`${pathname}${search}\n`)
    .update(await req.text())
    .digest('base64')
}

function repeat(context: Context, { status, contentType, body }: KeptResponse): Response {
  // Created by the context, to add the headers of this call.
  const response = context.body(body)
  const headers = new Headers(response.headers)
  if (contentType !== null) headers.set('Content-Type', contentType)
  return new Response(body, { status, headers })
}
