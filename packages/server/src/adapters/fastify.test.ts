import type { ServerResponse } from 'node:http'
import { connect } from 'node:http2'
import { text } from 'node:stream/consumers'
import { fastify } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { createClosedHost } from '../../testing/closed-host.ts'
import { createDeferred } from '../../testing/deferred.ts'
import { getPort } from '../../testing/listen.ts'
import { sendTo } from '../../testing/socket.ts'
import { toFastifyPlugin } from './fastify.ts'

const path = '/api/inquiries/inq_1/session'

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
})

test('handles a request over HTTP/2', async () => {
  const app = fastify({ http2: true })
  const seen: unknown[] = []
  await app.register(
    toFastifyPlugin(async (request) => {
      seen.push([request.method, new URL(request.url).pathname, await request.text()])
      return new Response('well', { headers: { 'keep-alive': 'timeout=5' } })
    }),
    { prefix: '/api/inquiries' },
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  const session = connect(`http://127.0.0.1:${getPort(app.server)}`)
  close = async () => {
    session.destroy()
    await app.close()
  }
  const request = session.request({ ':method': 'POST', ':path': path }, { endStream: false })
  request.end('{}')
  expect(await text(request)).toBe('well')
  expect(seen).toEqual([['POST', path, '{}']])
})

test.each([
  ['POST', '{"reason":"start"}', 404],
  ['POST', '{', 400],
  ['POST', ' '.repeat(10_000), 413],
  ['PUT', undefined, 405],
] as const)('handles an injected %s with the body %j', async (method, payload, status) => {
  const { handler, log } = createClosedHost()
  const app = fastify()
  close = () => app.close()
  await app.register(toFastifyPlugin(handler), { prefix: '/api/inquiries' })
  const headers = { 'content-type': 'application/json' }
  const answer = await app.inject({
    method,
    url: path,
    ...(payload === undefined ? {} : { headers, payload }),
  })
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(log).toMatchObject([{ status }])
})

test("passes Fastify's request to authenticate, with what hooks have added", async () => {
  const app = fastify()
  close = () => app.close()
  app.decorateRequest('user', null)
  app.addHook('onRequest', async (request) => {
    Object.assign(request, { user: { id: 'ada' } })
  })
  const { handler, log } = createClosedHost({
    authenticate: (_request, platform) => (platform as { user: { id: string } }).user,
  })
  await app.register(toFastifyPlugin(handler), { prefix: '/api/inquiries' })
  expect((await app.inject('/api/inquiries/inq_1')).statusCode).toBe(404)
  expect(log).toMatchObject([{ subjectId: 'ada' }])
})

test('leaves a response alone that something else has started', async () => {
  const app = fastify()
  const left = createDeferred<void>()
  let begun: ServerResponse | undefined
  app.addHook('onRequest', async (_request, reply) => {
    const { hijack } = reply
    reply.hijack = () => {
      left.resolve()
      return hijack.call(reply)
    }
    begun = reply.raw
  })
  const handler = async () => {
    if (begun !== undefined) begun.statusCode = 503
    begun?.write('in ')
    return new Response('late')
  }
  await app.register(toFastifyPlugin(handler), { prefix: '/api/inquiries' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  close = async () => {
    app.server.closeAllConnections()
    await app.close()
  }
  const answer = sendTo(getPort(app.server), path, { method: 'POST', body: '{}' })
  await Promise.race([left.promise, answer])
  begun?.end('time')
  expect(await answer).toMatchObject({ status: 503, text: 'in time' })
})
