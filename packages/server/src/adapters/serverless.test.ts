import express from 'express'
import serverless from 'serverless-http'
import { expect, test } from 'vitest'
import { createClosedHost } from '../../testing/closed-host.ts'
import { inquiryEvent, now, sign, webhookSecret } from '../../testing/sign-webhook.ts'
import { basePath } from '../../testing/test-host.ts'
import { createWebhookHandler } from '../webhooks/webhook-handler.ts'
import { toNodeHandler } from './node.ts'

/** Returns an event of AWS's API Gateway. */
function toEvent(httpMethod: string, path: string, headers: object, body: string | null): object {
  const requestContext = { identity: { sourceIp: '203.0.113.7' } }
  return { httpMethod, path, headers, body, isBase64Encoded: false, requestContext }
}

const json = { 'Content-Type': 'application/json', Host: 'bank.example', 'X-Person': 'ada' }

test.each([
  ['POST', '/inq_1/session', '{"reason":"start"}', 404],
  ['POST', '/inq_1/session', '{', 400],
  ['POST', '/inq_1/session', ' '.repeat(10_000), 413],
  ['GET', '/inq_1', null, 404],
  ['GET', '/inq_1/one-time-link', null, 405],
])('handles a %s of %s behind serverless-http', async (method, path, body, status) => {
  const { handler, log } = createClosedHost({
    authenticate: ({ headers }) => ({ id: headers.get('x-person') ?? '' }),
  })
  const app = serverless(express().use(basePath, toNodeHandler(handler)))
  const answer = await app(toEvent(method, `${basePath}${path}`, json, body), {})
  expect(answer).toMatchObject({
    statusCode: status,
    headers: { 'content-type': 'application/problem+json' },
  })
  expect(log).toMatchObject([{ status }])
})

test('handles a request that has no raw headers at all', async () => {
  const { handler, log } = createClosedHost({
    authenticate: ({ headers }) => ({ id: headers.get('x-person') ?? '' }),
  })
  const app = express().use((request, _response, next) => {
    Reflect.deleteProperty(request, 'rawHeaders')
    next()
  })
  const event = toEvent('GET', `${basePath}/inq_1`, json, null)
  const answer = await serverless(app.use(basePath, toNodeHandler(handler)))(event, {})
  expect(answer).toMatchObject({ statusCode: 404 })
  expect(log).toMatchObject([{ status: 404, subjectId: 'ada' }])
})

test('passes on a webhook byte by byte behind serverless-http', async () => {
  const events: unknown[] = []
  const secrets = [webhookSecret]
  const handler = createWebhookHandler({ secrets, onEvent: (event) => events.push(event) })
  const app = serverless(express().use('/webhooks', toNodeHandler(handler)))
  const body = ` ${inquiryEvent({ attributes: { note: 'ä€𐍈' } })}\n`
  const headers = { ...json, 'Persona-Signature': sign(body, now()) }
  const answer = await app(toEvent('POST', '/webhooks', headers, body), {})
  expect(answer).toMatchObject({ statusCode: 204 })
  expect(events).toMatchObject([{ id: 'evt_1' }])
})
