import { createHmac } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { send, textAt } from '../testing/api-client.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { useReceiver } from '../testing/use-receiver.ts'
import type { ReceivedRequest } from '../testing/use-receiver.ts'

const secret = 'wbhsec_of_this_test'

function sign(body: string, seconds: number, key = secret): string {
  const digest = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${digest}`
}

async function useWebhook(
  events: readonly ('inquiry.created' | 'inquiry.started' | 'inquiry.expired')[] = [
    'inquiry.created',
  ],
) {
  const receiver = await useReceiver()
  const emulator = await useEmulator({
    webhookSecret: secret,
    webhooks: [{ url: receiver.url, events }],
  })
  return { receiver, ...emulator }
}

function namesOf(requests: readonly ReceivedRequest[]): unknown[] {
  return requests.map(({ event }) => event.data.attributes.name)
}

test('sends what happens, as it is at that moment, with nothing included', async () => {
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

test('tells of a flow, of leaving it, and of its end', async () => {
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

test('tells of an expiry with the checks that it has cancelled', async () => {
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
    'persona-signature': sign(body, seconds),
    'persona-webhook-attempts-made': '1',
    'persona-webhook-attempts-left': '7',
  })
})

test.for([200, 201, 202, 204])('is content with %d', async (status) => {
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
      'persona-signature': sign(body, at),
      'persona-webhook-attempts-made': String(index + 2),
      'persona-webhook-attempts-left': String(6 - index),
      'persona-webhook-first-attempted-at': String(start),
    })
  }
  await expect.poll(() => persona.webhookDeliveries()).toMatchObject([{ status: 'given-up' }])
})

test('makes up for all attempts that fall into a leap of the clock', async () => {
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
  await expect.poll(() => persona.webhookDeliveries()).toMatchObject([{ status: 'given-up' }])
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
  expect(persona.webhookDeliveries()).toMatchObject([{ status: 'under-way' }])
  vi.advanceTimersByTime(1)
  await vi.waitUntil(() => persona.webhookDeliveries()[0]?.status === 'waiting')
  expect(persona.webhookDeliveries()).toMatchObject([
    { attempts: [{ outcome: 'timed-out', status: null }] },
  ])
})

test('tries again where nobody listens', async () => {
  const { api, persona, receiver } = await useWebhook()
  await receiver.close()
  await api.createInquiry()
  await expect
    .poll(() => persona.webhookDeliveries())
    .toMatchObject([{ status: 'waiting', attempts: [{ outcome: 'unreachable', status: null }] }])
})

test('signs with both secrets while they overlap, and with the new one after', async () => {
  const { api, persona, receiver } = await useWebhook()
  persona.simulate.freezeTime()
  persona.simulate.rotateWebhookSecret({ secret: 'new', overlap: 60 })
  expect(persona.webhookSecret).toBe('new')
  await api.createInquiry()
  const during = await receiver.next()
  const seconds = Number(during.headers['persona-webhook-first-attempted-at'])
  expect(during.headers['persona-signature']).toBe(
    `${sign(during.body, seconds, 'new')} ${sign(during.body, seconds)}`,
  )
  persona.simulate.advanceTime({ seconds: 60 })
  await api.createInquiry()
  const after = await receiver.next()
  expect(after.headers['persona-signature']).toBe(sign(after.body, seconds + 60, 'new'))
})

test('rotates the secret of one webhook alone', async () => {
  const { api, persona, receiver } = await useWebhook()
  const other = await useReceiver()
  persona.simulate.addWebhook({ url: other.url, secret: 'own', events: ['inquiry.created'] })
  persona.simulate.rotateWebhookSecret({ secret: 'new', overlap: 0, url: other.url })
  await api.createInquiry()
  for (const [place, key] of [
    [receiver, secret],
    [other, 'new'],
  ] as const) {
    const { body, headers } = await place.next()
    const seconds = Number(headers['persona-webhook-first-attempted-at'])
    expect(headers['persona-signature']).toBe(sign(body, seconds, key))
  }
  expect(() => persona.simulate.rotateWebhookSecret({ secret: 'x', url: 'http://x/' })).toThrow(
    'url is that of no webhook',
  )
})

test('sends an event twice on request', async () => {
  const { api, persona, receiver } = await useWebhook()
  persona.simulate.webhooks({ delivery: 'doubled', times: 1 })
  await api.createInquiry()
  const [one, two] = await receiver.take(2)
  expect(two?.body).toBe(one?.body)
  expect(two?.headers['persona-webhook-attempts-made']).toBe('1')
  await api.createInquiry()
  expect((await receiver.next()).body).not.toBe(one?.body)
  expect(receiver.waiting()).toBe(0)
})

test.for([
  [false, ['inquiry.created', 'inquiry.started', 'inquiry.expired']],
  [true, ['inquiry.expired', 'inquiry.started', 'inquiry.created']],
] as const)('holds events, and releases them, reversed: %s', async ([reversed, names]) => {
  const { api, persona, receiver } = await useWebhook([
    'inquiry.created',
    'inquiry.started',
    'inquiry.expired',
  ])
  persona.simulate.webhooks({ delivery: 'held' })
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  persona.simulate.expireInquiry({ inquiryId })
  expect(persona.webhookDeliveries(inquiryId).map(({ status }) => status)).toEqual([
    'held',
    'held',
    'held',
  ])
  persona.simulate.releaseWebhooks({ reversed })
  const requests = await receiver.take(3)
  expect(namesOf(requests)).toEqual(names)
  const started = requests.find(({ event }) => event.data.attributes.name === 'inquiry.started')
  expect(started?.event.data.attributes.payload.data).toMatchObject({
    attributes: { status: 'pending' },
  })
})

test('sends an event again, with attempts of its own', async () => {
  const { api, persona, receiver } = await useWebhook()
  await api.createInquiry()
  const first = await receiver.next()
  persona.simulate.redeliverEvent({ eventId: first.event.data.id })
  const again = await receiver.next()
  expect(again.body).toBe(first.body)
  expect(again.headers['persona-webhook-attempts-made']).toBe('1')
  expect(() => persona.simulate.redeliverEvent({ eventId: 'evt_x' })).toThrow('no event')
})

test('signs an event as of yesterday on request', async () => {
  const { api, persona, receiver } = await useWebhook()
  await api.createInquiry()
  const { event } = await receiver.next()
  persona.simulate.redeliverEvent({ eventId: event.data.id, signature: 'stale' })
  const { body, headers } = await receiver.next()
  const seconds = Number(headers['persona-webhook-first-attempted-at']) - 86_400
  expect(headers['persona-signature']).toBe(sign(body, seconds))
})

test('signs an event wrongly on request', async () => {
  const { api, persona, receiver } = await useWebhook()
  await api.createInquiry()
  const { event } = await receiver.next()
  persona.simulate.redeliverEvent({ eventId: event.data.id, signature: 'wrong' })
  const { body, headers } = await receiver.next()
  const seconds = Number(headers['persona-webhook-first-attempted-at'])
  const signature = String(headers['persona-signature'])
  expect(signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)
  expect(signature).not.toBe(sign(body, seconds))
})

test('forgets deliveries and webhooks on reset, and keeps those of the options', async () => {
  const { api, persona, receiver } = await useWebhook()
  const other = await useReceiver()
  receiver.answerWith('never')
  persona.simulate.addWebhook({ url: other.url })
  persona.simulate.rotateWebhookSecret({ secret: 'new', overlap: 0 })
  await api.createInquiry()
  await receiver.next()
  await other.next()
  persona.reset()
  await receiver.hungUp()
  expect(persona.webhookDeliveries()).toEqual([])
  receiver.answerWith(200)
  await api.createInquiry()
  const { body, headers } = await receiver.next()
  const seconds = Number(headers['persona-webhook-first-attempted-at'])
  expect(headers['persona-signature']).toBe(sign(body, seconds))
  expect(other.waiting()).toBe(0)
})

test('breaks off what is under way on close', async () => {
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
  expect(shown).not.toContain(secret)
  expect(shown).not.toContain(String(headers['persona-signature']).split('v1=')[1])
})

test('is steered and watched over HTTP as well', async () => {
  const receiver = await useReceiver()
  const { api, persona } = await useEmulator()
  const order = { url: receiver.url, events: ['inquiry.created'] }
  await send(`${persona.origin}/_emulator/simulate/add-webhook`, 'POST', order)
  const inquiryId = await api.createInquiry()
  await receiver.next()
  await expect.poll(() => persona.webhookDeliveries()[0]?.status).toBe('delivered')
  const { body } = await send(
    `${persona.origin}/_emulator/webhook-deliveries?inquiryId=${inquiryId}`,
    'GET',
  )
  expect(body).toEqual({ webhookDeliveries: persona.webhookDeliveries(inquiryId) })
})

test.for(['https://example.com/', 'http://localhost.example.com/', 'http://10.0.0.1/'])(
  'adds no webhook elsewhere while it runs: %s',
  async (url) => {
    const { persona } = await useEmulator()
    expect(() => persona.simulate.addWebhook({ url })).toThrow('url must be on localhost')
  },
)

test('takes back the order to hold events, and still holds those that it held', async () => {
  const { api, persona, receiver } = await useWebhook()
  persona.simulate.webhooks({ delivery: 'held' })
  const held = await api.createInquiry()
  persona.simulate.restore()
  const sent = await api.createInquiry()
  await receiver.next()
  expect(persona.webhookDeliveries(held)).toMatchObject([{ status: 'held' }])
  await expect.poll(() => persona.webhookDeliveries(sent)[0]?.status).toBe('delivered')
})
