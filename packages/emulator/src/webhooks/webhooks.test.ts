import { expect, onTestFinished, test, vi } from 'vitest'
import { textAt } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { useReceiver } from '../../testing/use-receiver.ts'
import { namesOf, signed, useWebhook, webhookSecret } from '../../testing/use-webhook.ts'

test('sends an event with its resource at that moment, and includes nothing', async () => {
  const { api, receiver } = await useWebhook()
  const inquiryId = await api.createInquiry()
  const request = await receiver.next()
  expect(request.method).toBe('POST')
  expect(request.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(request.event.data).toMatchObject({
    type: 'event',
    id: expect.stringMatching(/^evt_/),
    attributes: {
      name: 'inquiry.created',
      'created-at': expect.stringMatching(/^\d{4}-.*Z$/),
      payload: {
        data: { type: 'inquiry', id: inquiryId, attributes: { status: 'created' } },
        included: [],
      },
    },
  })
})

test('sends the events of a flow, of canceling it, and of its end', async () => {
  const receiver = await useReceiver()
  const { api, persona } = await useEmulator({ webhooks: [{ url: receiver.url }] })
  const inquiryId = await api.createInquiry()
  const token = textAt((await api.visit(inquiryId)).body, 'sessionToken')
  await api.answer(token, 'consent')
  await api.cancel(token)
  await api.cancel(token)
  persona.simulate.decideInquiry({ inquiryId, status: 'declined' })
  expect((await api.cancel(token)).status).toBe(409)
  const requests = await receiver.take(8)
  expect(namesOf(requests)).toEqual([
    'inquiry.created',
    'inquiry-session.started',
    'inquiry.started',
    'inquiry.transitioned',
    'inquiry-session.canceled',
    'inquiry-session.canceled',
    'inquiry.declined',
    'inquiry-session.expired',
  ])
  expect(JSON.stringify(requests)).not.toContain(token)
})

test('includes what a webhook lists', async () => {
  const receiver = await useReceiver()
  const { api } = await useEmulator({
    webhooks: [
      { url: receiver.url, events: ['inquiry.created'], include: ['inquiry-template', 'device'] },
    ],
  })
  await api.createInquiry()
  const { event } = await receiver.next()
  expect(event.data.attributes.payload.included).toMatchObject([{ type: 'inquiry-template' }])
})

test('sends an expiry with its canceled verifications', async () => {
  const receiver = await useReceiver()
  const { api, persona } = await useEmulator({
    webhooks: [{ url: receiver.url, events: ['inquiry.expired'], include: ['verifications'] }],
  })
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId, step: 'selfie' })
  persona.simulate.expireInquiry({ inquiryId })
  const { event } = await receiver.next()
  expect(event.data.attributes.payload.included).toMatchObject([
    { attributes: { status: 'canceled' } },
  ])
})

test('signs the raw body with the time of the attempt', async () => {
  const { api, persona, receiver } = await useWebhook()
  persona.simulate.setTime({ at: '2030-01-01T00:00:00Z' })
  persona.simulate.freezeTime()
  await api.createInquiry()
  const { body, headers } = await receiver.next()
  const seconds = Number(headers['persona-webhook-first-attempted-at'])
  expect(seconds - Date.UTC(2030) / 1000).toBeLessThan(60)
  expect(headers).toMatchObject({
    'persona-signature': signed(body, seconds),
    'persona-webhook-attempts-made': '1',
    'persona-webhook-attempts-left': '7',
  })
})

test.for([200, 201, 202, 204])('counts %d as success', async (status) => {
  const { api, persona, receiver } = await useWebhook()
  receiver.answerWith(status)
  await api.createInquiry()
  await receiver.next()
  await expect
    .poll(() => persona.webhookDeliveries())
    .toMatchObject([
      { status: 'delivered', attempts: [{ outcome: 'accepted', status }], nextAttemptAt: null },
    ])
})

test.for([203, 302, 400, 500])('tries again after %d, and follows no redirect', async (status) => {
  const { api, persona, receiver } = await useWebhook()
  receiver.answerWith(status, { Location: receiver.url })
  persona.simulate.freezeTime()
  await api.createInquiry()
  await receiver.next()
  await expect
    .poll(() => persona.webhookDeliveries())
    .toMatchObject([{ status: 'waiting', attempts: [{ outcome: 'refused', status }] }])
  expect(receiver.waiting()).toBe(0)
})

test('tries again seven times on schedule, signed anew with the same body, and gives up', async () => {
  const { api, persona, receiver } = await useWebhook()
  receiver.answerWith(500)
  persona.simulate.freezeTime()
  await api.createInquiry()
  const first = await receiver.next()
  const start = Number(first.headers['persona-webhook-first-attempted-at'])
  let at = start
  for (const [index, delay] of [3, 64, 729, 4096, 15_625, 46_656, 117_649].entries()) {
    await expect.poll(() => persona.webhookDeliveries()).toMatchObject([{ status: 'waiting' }])
    persona.simulate.advanceTime({ seconds: delay - 1 })
    expect(persona.webhookDeliveries()).toMatchObject([{ status: 'waiting' }])
    persona.simulate.advanceTime({ seconds: 1 })
    at += delay
    const { body, headers } = await receiver.next()
    expect(body).toBe(first.body)
    expect(headers).toMatchObject({
      'persona-signature': signed(body, at),
      'persona-webhook-attempts-made': String(index + 2),
      'persona-webhook-attempts-left': String(6 - index),
      'persona-webhook-first-attempted-at': String(start),
    })
  }
  await expect.poll(() => persona.webhookDeliveries()).toMatchObject([{ status: 'given_up' }])
})

test('makes every attempt that falls due when the clock is advanced', async () => {
  const { api, persona, receiver } = await useWebhook()
  receiver.answerWith(500)
  persona.simulate.freezeTime()
  await api.createInquiry()
  persona.simulate.advanceTime({ seconds: 3 * 86_400 })
  const requests = await receiver.take(8)
  const times = requests.map(({ headers }) =>
    Number(/t=(\d+)/.exec(String(headers['persona-signature']))?.[1]),
  )
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual([
    0, 3, 67, 796, 4892, 20_517, 67_173, 184_822,
  ])
  await expect.poll(() => persona.webhookDeliveries()).toMatchObject([{ status: 'given_up' }])
})

test('gives a slow receiver five seconds, and REST calls do not wait for it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { api, persona, receiver } = await useWebhook()
  receiver.answerWith('never')
  persona.simulate.freezeTime()
  await api.createInquiry()
  await receiver.next()
  vi.advanceTimersByTime(4999)
  expect(persona.webhookDeliveries()).toMatchObject([{ status: 'under_way' }])
  vi.advanceTimersByTime(1)
  await vi.waitUntil(() => persona.webhookDeliveries()[0]?.status === 'waiting')
  expect(persona.webhookDeliveries()).toMatchObject([
    { attempts: [{ outcome: 'timed_out', status: null }] },
  ])
})

test('retries an unreachable receiver', async () => {
  const { api, persona, receiver } = await useWebhook()
  await receiver.close()
  await api.createInquiry()
  await expect
    .poll(() => persona.webhookDeliveries())
    .toMatchObject([{ status: 'waiting', attempts: [{ outcome: 'unreachable', status: null }] }])
})

test('aborts requests in flight on close', async () => {
  const { api, persona, receiver } = await useWebhook()
  receiver.answerWith('never')
  await api.createInquiry()
  await receiver.next()
  await persona.close()
  await expect(receiver.hungUp()).resolves.toBeUndefined()
})

test('shows no secret and no signature', async () => {
  const { api, persona, receiver } = await useWebhook()
  const inquiryId = await api.createInquiry()
  const { headers } = await receiver.next()
  const shown = JSON.stringify(persona.webhookDeliveries(inquiryId))
  expect(shown).toContain('inquiry.created')
  expect(shown).not.toContain(webhookSecret)
  expect(shown).not.toContain(String(headers['persona-signature']).split('v1=')[1])
})
