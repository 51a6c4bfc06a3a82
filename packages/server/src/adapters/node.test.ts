import { afterEach, describe, expect, test, vi } from 'vitest'
import { createClosedHost } from '../../testing/closed-host.ts'
import { createDeferred } from '../../testing/deferred.ts'
import {
  type MiddlewareResponse,
  type NodeServer,
  protocols,
  startHttp,
  startHttp2,
} from '../../testing/node-servers.ts'
import { inquiryEvent, now, sign, webhookSecret } from '../../testing/sign-webhook.ts'
import type { SocketAnswer, SocketRequest } from '../../testing/socket.ts'
import { createWebhookHandler } from '../webhooks/webhook-handler.ts'
import type { FetchHandler } from './fetch-handler.ts'
import { toNodeHandler } from './node.ts'

const session = '/api/inquiries/inq_1/session'
const json = { 'content-type': 'application/json' }
const start = JSON.stringify({ reason: 'start' })

let server: NodeServer
const running: { close(): Promise<void> }[] = []
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await Promise.all(running.splice(0).map((one) => one.close()))
})

async function send({ body = '', ...head }: SocketRequest = {}): Promise<SocketAnswer> {
  const request = server.open(session, head)
  if (body.length > 0) await request.write(String(body))
  request.end()
  return await request.answer
}

describe.each(protocols)('over %s', (_name, startServer) => {
  /** The promises of the requests so far. */
  let served: Promise<void>[]

  /** Serves a handler that also gets Node's response. */
  async function serve(
    handler: (request: Request, response: MiddlewareResponse) => Promise<Response>,
    middleware: (response: MiddlewareResponse) => void = () => {},
  ): Promise<void> {
    served = []
    server = await startServer((request, response) => {
      middleware(response)
      served.push(toNodeHandler((made) => handler(made, response))(request, response))
    })
    running.push(server)
  }

  /** Returns the text of another response, after all requests so far have settled. */
  async function nextAnswer(): Promise<string> {
    await Promise.all(served)
    return (await send({ method: 'GET' })).text
  }
  const unlessGet =
    (handler: (request: Request, response: MiddlewareResponse) => Promise<Response>) =>
    async (request: Request, response: MiddlewareResponse) =>
      request.method === 'GET' ? new Response('well') : await handler(request, response)

  const answerInTime = (response: MiddlewareResponse) => {
    response.statusCode = 503
    response.write('in time')
    response.end()
  }

  test('leaves a response alone that was sent before, without calling the handler', async () => {
    const handler = vi.fn(async () => new Response('late'))
    await serve(handler, answerInTime)
    expect(await send({ body: start })).toMatchObject({ status: 503, text: 'in time' })
    await Promise.all(served)
    expect(handler).not.toHaveBeenCalled()
  })

  test('leaves a response alone that was sent while the handler runs', async () => {
    await serve(async (_request, response) => {
      answerInTime(response)
      return new Response('late')
    })
    expect(await send({ body: start })).toMatchObject({ status: 503, text: 'in time' })
    await Promise.all(served)
  })

  test('leaves a response alone that something else has started', async () => {
    const begun = createDeferred<MiddlewareResponse>()
    await serve(async (_request, response) => {
      response.statusCode = 503
      response.write('in ')
      begun.resolve(response)
      return new Response('late')
    })
    const answer = send({ body: start })
    const response = await begun.promise
    await Promise.all(served)
    response.write('time')
    response.end()
    expect(await answer).toMatchObject({ status: 503, text: 'in time' })
  })

  test('survives a response that is destroyed while the handler runs', async () => {
    await serve(
      unlessGet(async (_request, response) => {
        response.destroy()
        return new Response('late')
      }),
    )
    await expect(send({ body: start })).rejects.toThrow(/hang up|closed/)
    expect(await nextAnswer()).toBe('well')
  })

  test('aborts the signal when the client disconnects, and drops the response', async () => {
    const arrived = createDeferred<void>()
    await serve(
      unlessGet(async (request) => {
        const left = new Promise((resolve) => {
          request.signal.addEventListener('abort', resolve)
        })
        arrived.resolve()
        await left
        return new Response('late')
      }),
    )
    const { abort } = server.open(session)
    await arrived.promise
    abort()
    expect(await nextAnswer()).toBe('well')
  })

  test.each(['while it is read', 'before it is read'])(
    'fails to read the body of a client that disconnects in the middle of it, %s',
    async (moment) => {
      const arrived = createDeferred<void>()
      const read = createDeferred<unknown>()
      await serve(
        unlessGet(async (request) => {
          const left = new Promise((resolve) => {
            request.signal.addEventListener('abort', resolve)
          })
          arrived.resolve()
          if (moment === 'before it is read') await left
          read.resolve(await request.text().catch((error: unknown) => error))
          return new Response('late')
        }),
      )
      const { write, abort } = server.open(session)
      await write('{}')
      await arrived.promise
      abort()
      expect(await read.promise).toBeInstanceOf(Error)
      expect(await nextAnswer()).toBe('well')
    },
  )

  test.each<[string, () => Promise<Response>]>([
    ['rejects', () => Promise.reject(new Error('The handler is broken.'))],
    [
      'throws',
      () => {
        throw new Error('The handler is broken.')
      },
    ],
    [
      'returns a body that fails',
      async () => {
        const headers = { 'content-type': 'text/plain', 'content-length': '100' }
        const cause = new Error('The handler is broken.')
        return new Response(new ReadableStream({ pull: (body) => body.error(cause) }), { headers })
      },
    ],
  ])('responds with 500 and logs the error if the handler %s', async (_case, handler) => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
    await serve(unlessGet(handler))
    const answer = await send({ body: start })
    expect(answer).toMatchObject({ status: 500, text: '' })
    expect(complain).toHaveBeenCalledOnce()
    expect(complain.mock.calls[0]?.[1]).toBeInstanceOf(Error)
    expect(await nextAnswer()).toBe('well')
  })

  test('rejects a body that stops in the middle, and cuts its client off', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const authenticated = createDeferred<void>()
    const { handler } = createClosedHost({
      authenticate: () => {
        authenticated.resolve()
        return { id: 'ada' }
      },
    })
    await serve((request) => handler(request))
    const { write, answer } = server.open(session, { headers: json })
    await write('{')
    await authenticated.promise
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await answer).toMatchObject({ status: 408 })
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all(served)
    expect(await nextAnswer()).toContain('invalid_request')
  })

  test('logs nothing if the handler fails because the client has disconnected', async () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
    const arrived = createDeferred<void>()
    await serve(
      unlessGet(async ({ signal }) => {
        arrived.resolve()
        return await new Promise<Response>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('It was aborted.')))
        })
      }),
    )
    const { abort } = server.open(session)
    await arrived.promise
    abort()
    expect(await nextAnswer()).toBe('well')
    expect(complain).not.toHaveBeenCalled()
  })
})

test('responds with 500, without the headers of a response that Node rejects', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const headers = { 'content-length': '100', 'x-note': 'a control \u0001' }
  const answer = toNodeHandler(async () => new Response('well', { headers }))
  server = await startHttp((request, response) => void answer(request, response))
  running.push(server)
  expect(await send({ body: start })).toMatchObject({ status: 500, text: '' })
})

describe('HTTP/2', () => {
  async function serve(handler: FetchHandler): Promise<void> {
    const answer = toNodeHandler(handler)
    server = await startHttp2((request, response) => void answer(request, response))
    running.push(server)
  }

  test('reaches the inquiry handler', async () => {
    const { handler, log } = createClosedHost()
    await serve(handler)
    const answer = await send({ headers: json, body: start })
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    })
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found' })
    expect(log).toMatchObject([{ subjectId: 'ada', inquiryId: 'inq_1' }])
  })

  test('passes on a webhook byte by byte', async () => {
    const events: unknown[] = []
    const secrets = [webhookSecret]
    await serve(createWebhookHandler({ secrets, onEvent: (event) => events.push(event) }))
    const body = ` ${inquiryEvent({ attributes: { note: 'ä€𐍈' } })}\n`
    const headers = { ...json, 'persona-signature': sign(body, now()) }
    expect(await send({ headers, body })).toMatchObject({ status: 204, text: '' })
    expect(events).toMatchObject([{ id: 'evt_1' }])
  })

  test('passes on method, URL, headers and body, without pseudo headers', async () => {
    const seen: unknown[] = []
    await serve(async (request) => {
      const headers = Object.fromEntries(request.headers)
      seen.push([request.method, request.url, headers, await request.text()])
      return new Response(null, { status: 204 })
    })
    const body = start.repeat(10_000)
    const headers = {
      ':authority': 'bank.example:8443',
      'content-type': 'application/json',
      cookie: ['a=1', 'b=2'],
      'x-forwarded-host': 'evil.example',
      'x-several': ['one', 'other'],
    }
    await send({ headers, body })
    expect(seen).toEqual([
      [
        'POST',
        `https://bank.example:8443${session}`,
        {
          'content-type': 'application/json',
          cookie: 'a=1; b=2',
          'x-forwarded-host': 'evil.example',
          'x-several': 'one, other',
        },
        body,
      ],
    ])
  })

  test('ignores an invalid authority', async () => {
    const { handler } = createClosedHost()
    const urls: string[] = []
    await serve(async (request) => {
      urls.push(request.url)
      return await handler(request)
    })
    for (const authority of ['bank.example:port', 'bank.example,evil.example', '[::1']) {
      await send({ headers: { ':authority': authority } })
    }
    expect(urls).toEqual(Array.from({ length: 3 }, () => `https://host.invalid${session}`))
  })

  test('returns status, headers and body, without headers about an HTTP/1 connection', async () => {
    const warn = vi.spyOn(process, 'emitWarning')
    await serve(async () => {
      const headers = new Headers({
        connection: 'close',
        'keep-alive': 'timeout=5',
        'transfer-encoding': 'chunked',
        'x-one': 'a',
      })
      headers.append('set-cookie', 'a=1')
      headers.append('set-cookie', 'b=2')
      return new Response('ä€', { status: 418, headers })
    })
    const answer = await send({ body: start })
    expect(answer).toMatchObject({
      status: 418,
      text: 'ä€',
      headers: { 'x-one': 'a', 'set-cookie': ['a=1', 'b=2'] },
    })
    for (const name of ['connection', 'keep-alive', 'transfer-encoding']) {
      expect(answer.headers).not.toHaveProperty(name)
    }
    expect(warn).not.toHaveBeenCalled()
    expect(await send({ method: 'HEAD' })).toMatchObject({ status: 418, text: '' })
  })

  test('responds before an endless body ends, and cuts off a client that keeps sending', async () => {
    const { handler } = createClosedHost()
    await serve(handler)
    const { write, answer } = server.open(session, { headers: json })
    await write(' '.repeat(8 * 1024))
    expect(await answer).toMatchObject({ status: 413 })
    while (await write(' '.repeat(64 * 1024)));
    expect(await send({ headers: json, body: start })).toMatchObject({ status: 404 })
  })
})
