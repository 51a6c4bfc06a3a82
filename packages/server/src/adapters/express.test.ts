import express, { type RequestHandler } from 'express'
import { afterEach, expect, test, vi } from 'vitest'
import { createClosedHost } from '../../testing/closed-host.ts'
import { type Mounted, mountBehind } from '../../testing/mounts.ts'
import { inquiryEvent, now, sign, webhookSecret } from '../../testing/sign-webhook.ts'
import { sendTo } from '../../testing/socket.ts'
import type { LogEntry } from '../logging/log.ts'
import { createWebhookHandler } from '../webhooks/webhook-handler.ts'
import type { FetchHandler } from './fetch-handler.ts'

const session = '/api/inquiries/inq_1/session'
const json = { 'content-type': 'application/json' }
const start = JSON.stringify({ reason: 'start' })

const mounted: Mounted[] = []
afterEach(async () => {
  await Promise.all(mounted.splice(0).map((one) => one.close()))
})

const sendBehind = async (
  parser: RequestHandler,
  handler: FetchHandler,
  headers: Record<string, string>,
  body: string,
) => {
  const one = await mountBehind(parser, handler)
  mounted.push(one)
  return await sendTo(one.port, session, { method: 'POST', headers, body })
}

test.each<[string, RequestHandler]>([
  ['express.json()', express.json()],
  ['express.raw()', express.raw({ type: '*/*' })],
  ['express.text()', express.text({ type: '*/*' })],
])('accepts a body that %s has read', async (_name, parser) => {
  const { handler, log } = createClosedHost()
  expect(await sendBehind(parser, handler, json, start)).toMatchObject({ status: 404 })
  expect(await sendBehind(parser, handler, json, '{"reason":"why"}')).toMatchObject({
    status: 400,
  })
  expect(log).toMatchObject([{ subjectId: 'ada', outcome: 'not_found' }, { status: 400 }])
})

test('rejects a webhook that was parsed, with advice', async () => {
  const log: LogEntry[] = []
  const handler = createWebhookHandler({
    secrets: [webhookSecret],
    onEvent: () => {},
    log: (entry) => log.push(entry),
  })
  const body = inquiryEvent()
  const headers = { ...json, 'persona-signature': sign(body, now()) }
  expect(await sendBehind(express.json(), handler, headers, body)).toMatchObject({ status: 500 })
  expect(log).toMatchObject([{ level: 'error', outcome: 'internal' }])
  expect(String(log[0]?.error)).toContain('before whatever parses bodies, such as express.json()')
  const raw = express.raw({ type: '*/*' })
  expect(await sendBehind(raw, handler, headers, body)).toMatchObject({ status: 204 })
})

/** Parses a body, and keeps its bytes as `rawBody`. */
const keepRaw = express.json({
  verify: (request, _response, buffer) => {
    Object.assign(request, { rawBody: buffer })
  },
})

/** Does what Firebase's functions do before a handler runs. */
const firebase: RequestHandler = (request, response, next) => {
  express.raw({ type: '*/*' })(request, response, (error: unknown) => {
    const rawBody: unknown = request.body
    Object.assign(request, { rawBody, body: JSON.parse(String(rawBody)) as unknown })
    next(error)
  })
}

test.each([
  ['express.json({ verify }), or Nest with rawBody', keepRaw],
  ['Firebase', firebase],
])('accepts a webhook that %s has parsed, byte by byte', async (_name, parser) => {
  const events: unknown[] = []
  const handler = createWebhookHandler({
    secrets: [webhookSecret],
    onEvent: (event) => events.push(event),
  })
  const body = ` ${inquiryEvent({ attributes: { note: 'ä€𐍈' } })}\n`
  const headers = { ...json, 'persona-signature': sign(body, now()) }
  expect(await sendBehind(parser, handler, headers, body)).toMatchObject({ status: 204 })
  expect(events).toMatchObject([{ id: 'evt_1' }])
  const forged = { ...headers, 'persona-signature': sign(`${body} `, now()) }
  expect(await sendBehind(parser, handler, forged, body)).toMatchObject({ status: 400 })
})

test('keeps a path that a middleware has rewritten', async () => {
  const { handler, log } = createClosedHost()
  const rewrite: RequestHandler = (request, _response, next) => {
    request.url = request.url.replace('/v2/', '/api/')
    next()
  }
  const one = await mountBehind(rewrite, handler)
  mounted.push(one)
  for (const path of ['/v2/inquiries/inq_1?a=b', '/api/inquiries/inq_1']) {
    expect((await sendTo(one.port, path)).status).toBe(404)
  }
  expect(log).toMatchObject([
    { action: 'summary', inquiryId: 'inq_1' },
    { action: 'summary', inquiryId: 'inq_1' },
  ])
})

test("passes Express's request to authenticate, with what middleware has added", async () => {
  const { handler, log } = createClosedHost({
    authenticate: (_request, platform) => (platform as { user: { id: string } }).user,
  })
  const passport: RequestHandler = (request, _response, next) => {
    Object.assign(request, { user: { id: 'ada' } })
    next()
  }
  expect(await sendBehind(passport, handler, json, start)).toMatchObject({ status: 404 })
  expect(log).toMatchObject([{ subjectId: 'ada' }])
})

test('rejects a form, even if a parser made an object of it', async () => {
  const { handler } = createClosedHost()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await sendBehind(express.urlencoded(), handler, headers, 'reason=start')
  expect(answer.status).toBe(415)
})

test('advises what to do if the body is gone', async () => {
  const { handler, log } = createClosedHost()
  const swallow: RequestHandler = (request, _response, next) => {
    request.resume().on('end', () => next())
  }
  expect(await sendBehind(swallow, handler, json, start)).toMatchObject({ status: 500 })
  expect(log).toMatchObject([{ level: 'error', outcome: 'internal' }])
  expect(String(log[0]?.error)).toContain('Mount the handler before')
})

test('leaves a response alone that a middleware has sent', async () => {
  const handler = vi.fn(async () => new Response('late'))
  const answerInTime: RequestHandler = (_request, response, next) => {
    response.status(503).end('in time')
    next()
  }
  const answer = await sendBehind(answerInTime, handler, json, start)
  expect(answer).toMatchObject({ status: 503, text: 'in time' })
  expect(handler).not.toHaveBeenCalled()
})
