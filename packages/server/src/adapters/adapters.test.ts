import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createClosedHost } from '../../testing/closed-host.ts'
import { createDeferred } from '../../testing/deferred.ts'
import { type Mount, type Mounted, mounts } from '../../testing/mounts.ts'
import { inquiryEvent, now, sign, webhookSecret } from '../../testing/sign-webhook.ts'
import { lines, sendBytes, sendTo } from '../../testing/socket.ts'
import { createWebhookHandler } from '../webhooks/webhook-handler.ts'
import type { FetchHandler } from './fetch-handler.ts'

const session = '/api/inquiries/inq_1/session'
const json = { 'content-type': 'application/json' }
const start = JSON.stringify({ reason: 'start' })

const mounted: Mounted[] = []
afterEach(async () => {
  await Promise.all(mounted.splice(0).map((one) => one.close()))
})

describe.each(Object.entries(mounts))('through %s', (_name, mount: Mount) => {
  async function serve(handler: FetchHandler): Promise<number> {
    const one = await mount(handler)
    mounted.push(one)
    return one.port
  }

  /** Records the requests that the handler gets. */
  async function serveRecorder(): Promise<{ port: number; seen: Request[]; bodies: string[] }> {
    const seen: Request[] = []
    const bodies: string[] = []
    const port = await serve(async (request) => {
      seen.push(request)
      bodies.push(await request.text())
      return new Response(null, { status: 204 })
    })
    return { port, seen, bodies }
  }

  const pathOf = ({ url }: Request) => {
    const { pathname, search } = new URL(url)
    return pathname + search
  }

  test.each([
    ['GET', '/api/inquiries/inq_1', ''],
    ['GET', '/api/inquiries/inq_1?a=%2F&b=%20c', ''],
    ['POST', '/api/inquiries', start],
    ['POST', '/api/inquiries/', start],
    ['POST', session, 'ä€𐍈'],
    ['POST', `${session}/`, ''],
    ['PUT', '/api/inquiries/inq_a%2F..%2Finq_b', start],
    ['PATCH', session, start],
    ['DELETE', session, ''],
    ['OPTIONS', session, ''],
    ['HEAD', session, ''],
  ])('passes on %s %s with %j', async (method, path, body) => {
    const { port, seen, bodies } = await serveRecorder()
    const answer = await sendTo(port, path, { method, headers: json, body })
    expect(answer.status).toBe(204)
    expect(seen.map((request) => [request.method, pathOf(request)])).toEqual([[method, path]])
    expect(bodies).toEqual([body])
  })

  test('passes on a body in chunks', async () => {
    const { port, bodies } = await serveRecorder()
    const headers = { ...json, 'transfer-encoding': 'chunked' }
    const body = start.repeat(10_000)
    await sendTo(port, session, { method: 'POST', headers, body })
    expect(bodies).toEqual([body])
  })

  test('passes on every header with all its values', async () => {
    const { port, seen } = await serveRecorder()
    await sendBytes(
      port,
      lines(
        `POST ${session} HTTP/1.1`,
        'Host: bank.example',
        'Content-Length: 0',
        'Content-Type: application/json',
        'Content-Type: text/plain',
        'Authorization: Bearer a',
        'Authorization: Bearer b',
        'Origin: https://bank.example',
        'Origin: https://evil.example',
        'Cookie: a=1',
        'Cookie: b=2',
        'X-Latin: \xe9',
      ),
    )
    expect(Object.fromEntries(seen[0]?.headers ?? [])).toMatchObject({
      'content-type': 'application/json, text/plain',
      authorization: 'Bearer a, Bearer b',
      origin: 'https://bank.example, https://evil.example',
      cookie: 'a=1; b=2',
      'x-latin': '\xe9',
    })
  })

  test('ignores every header that claims another host, scheme or path', async () => {
    const { port, seen } = await serveRecorder()
    const evil = [
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: https',
      'X-Forwarded-Prefix: /admin',
      'X-Original-URL: /admin',
      'X-Rewrite-URL: /admin',
      'Forwarded: host=evil.example;proto=https',
      'X-HTTP-Method-Override: DELETE',
    ]
    const host = 'Host: bank.example:8080'
    await sendBytes(port, lines('GET /api/inquiries/inq_1 HTTP/1.1', host, ...evil))
    expect(seen.map(({ method, url }) => [method, url])).toEqual([
      ['GET', 'http://bank.example:8080/api/inquiries/inq_1'],
    ])
  })

  test.each([
    'evil.example/admin?',
    'bank.example/api/inquiries/inq_2#',
    'ada@evil.example',
    'evil.example\\admin',
    'bank.example, evil.example',
    '..',
    'bank.example:port',
    '[::1',
    '',
  ])('keeps the path whatever the host: %j', async (host) => {
    const { port, seen } = await serveRecorder()
    await sendBytes(port, lines('GET /api/inquiries/inq_1 HTTP/1.1', `Host: ${host}`))
    for (const request of seen) {
      expect(pathOf(request)).toBe('/api/inquiries/inq_1')
      expect(new URL(request.url).host).not.toContain('evil')
    }
  })

  test.each([
    '//evil.example/api/inquiries/inq_1',
    '/\\evil.example/api/inquiries/inq_1',
    '*',
    'javascript:alert(1)',
  ])('ignores the host of the target %s', async (target) => {
    const { port, seen } = await serveRecorder()
    const { status } = await sendBytes(port, lines(`GET ${target} HTTP/1.1`, 'Host: bank.example'))
    expect(status).toBeGreaterThan(0)
    for (const { url } of seen) expect(new URL(url).host).toBe('bank.example')
  })

  test.each(['TRACE', 'PROPFIND', 'QUERY'])('rejects the method %s', async (method) => {
    const { handler } = createClosedHost()
    const { status } = await sendTo(await serve(handler), session, { method })
    expect([404, 405, 400]).toContain(status)
  })

  test('returns status, headers and body', async () => {
    const port = await serve(async () => {
      const headers = new Headers({ 'x-one': 'a', 'content-type': 'text/plain' })
      headers.append('set-cookie', 'a=1')
      headers.append('set-cookie', 'b=2')
      return new Response('ä€', { status: 418, headers })
    })
    const answer = await sendTo(port, session, { method: 'POST', headers: json, body: start })
    expect(answer).toMatchObject({
      status: 418,
      text: 'ä€',
      headers: { 'x-one': 'a', 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] },
    })
    const head = await sendTo(port, session, { method: 'HEAD' })
    expect(head).toMatchObject({ status: 418, text: '' })
  })

  test.each([
    ['PUT', 405, json, start],
    ['HEAD', 405, json, ''],
    ['POST', 415, { 'content-type': 'text/plain' }, start],
    ['POST', 413, json, start.padEnd(10 * 1024 * 1024)],
    ['POST', 413, { ...json, 'transfer-encoding': 'chunked' }, start.padEnd(10 * 1024 * 1024)],
    ['POST', 400, json, '['.repeat(4000)],
    ['POST', 404, json, start],
  ])('rejects a %s with %i', async (method, status, headers, body) => {
    const { handler, sent, log } = createClosedHost()
    const answer = await sendTo(await serve(handler), session, { method, headers, body })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    })
    expect(log).toMatchObject([{ status }])
    expect(sent).toEqual([])
  })

  test('passes on a webhook byte by byte', async () => {
    const events: unknown[] = []
    const handler = createWebhookHandler({
      secrets: [webhookSecret],
      onEvent: (event) => events.push(event),
    })
    const port = await serve(handler)
    const body = ` ${inquiryEvent({ attributes: { note: 'ä€𐍈' } })}\n`
    const headers = { ...json, 'persona-signature': sign(body, now()) }
    expect(await sendTo(port, session, { method: 'POST', headers, body })).toMatchObject({
      status: 204,
      text: '',
    })
    expect(events).toMatchObject([{ id: 'evt_1', name: 'inquiry.completed' }])
  })

  test('responds before an endless body ends', async () => {
    const { handler } = createClosedHost()
    const port = await serve(handler)
    const headers = { ...json, 'transfer-encoding': 'chunked' }
    const request = httpRequest({ port, path: session, method: 'POST', headers, agent: false })
    request.on('error', () => {})
    request.write(' '.repeat(8 * 1024))
    const [response] = (await once(request, 'response')) as [{ statusCode: number }]
    expect(response.statusCode).toBe(413)
    request.destroy()
  })

  test('cuts off a client that keeps sending after the response', async () => {
    const { handler } = createClosedHost()
    const port = await serve(handler)
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume()
    socket.write(
      lines(`POST ${session} HTTP/1.1`, 'Host: bank.example', 'Transfer-Encoding: chunked').replace(
        'Connection: close\r\n',
        'Content-Type: application/json\r\n',
      ),
    )
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    const goOn = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', goOn)
    goOn()
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve())
    })
    expect(await sendTo(port, '/api/inquiries/inq_1')).toMatchObject({ status: 404 })
  })

  test('survives a client that disconnects in the middle of its body', async () => {
    const reading = createDeferred<void>()
    const outcome = createDeferred<unknown>()
    const port = await serve(async (request) => {
      if (request.method === 'GET') return new Response('well')
      reading.resolve()
      outcome.resolve(await request.text().catch((error: unknown) => error))
      return new Response('late')
    })
    const socket = connect(port, '127.0.0.1')
    const head = [`POST ${session} HTTP/1.1`, 'Host: bank.example', 'Content-Length: 1000', '', '{']
    socket.write(head.join('\r\n'))
    await reading.promise
    socket.destroy()
    expect(await outcome.promise).toBeInstanceOf(Error)
    expect(await sendTo(port, session)).toMatchObject({ status: 200, text: 'well' })
  })

  test('aborts the signal when the client disconnects before the response', async () => {
    const arrived = createDeferred<void>()
    const left = createDeferred<void>()
    const port = await serve(async (request) => {
      request.signal.addEventListener('abort', () => left.resolve())
      arrived.resolve()
      await left.promise
      return new Response('late')
    })
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET ${session} HTTP/1.1\r\nHost: bank.example\r\n\r\n`)
    await arrived.promise
    socket.destroy()
    await expect(left.promise).resolves.toBeUndefined()
  })
})

test("takes only the path of a target that names a host, through Node's http", async () => {
  const urls: string[] = []
  const one = await mounts["Node's http"]?.(async ({ url }) => {
    urls.push(url)
    return new Response()
  })
  if (one === undefined) throw new Error('Nothing is mounted.')
  mounted.push(one)
  const target = 'http://evil.example/api/inquiries/inq_1?a=b'
  await sendBytes(one.port, lines(`GET ${target} HTTP/1.1`, 'Host: bank.example'))
  expect(urls).toEqual(['http://bank.example/api/inquiries/inq_1?a=b'])
})

test('serves as the methods of a Next.js route', async () => {
  const { handler } = createClosedHost()
  // Next.js passes a subclass of Request, and a context.
  class NextRequest extends Request {}
  const routes: Record<string, (request: NextRequest, context: object) => Promise<Response>> = {
    GET: handler,
    POST: handler,
  }
  const context = { params: Promise.resolve({ path: ['inq_1', 'session'] }) }
  const url = `https://bank.example${session}`
  const post = new NextRequest(url, { method: 'POST', headers: json, body: start })
  expect((await routes['POST']?.(post, context))?.status).toBe(404)
  const named = new NextRequest(`${url}?tokenHash=0123456789abcdef`)
  expect((await routes['GET']?.(named, context))?.status).toBe(404)
})
