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
