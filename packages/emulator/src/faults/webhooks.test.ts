import { expect, test } from 'vitest'
import { send } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { useReceiver } from '../../testing/use-receiver.ts'
import { namesOf, signed, useWebhook, webhookSecret } from '../../testing/use-webhook.ts'

test('signs with both secrets while they overlap, and then with the new one', async () => {
  const { api, persona, receiver } = await useWebhook()
  persona.simulate.freezeTime()
  persona.simulate.rotateWebhookSecret({ secret: 'new', overlap: 60 })
  expect(persona.webhookSecret).toBe('new')
  await api.createInquiry()
  const during = await receiver.next()
  const seconds = Number(during.headers['persona-webhook-first-attempted-at'])
  expect(during.headers['persona-signature']).toBe(
    `${signed(during.body, seconds, 'new')} ${signed(during.body, seconds)}`,
  )
  persona.simulate.advanceTime({ seconds: 60 })
  await api.createInquiry()
  const after = await receiver.next()
  expect(after.headers['persona-signature']).toBe(signed(after.body, seconds + 60, 'new'))
})

test('rotates the secret of one webhook alone', async () => {
  const { api, persona, receiver } = await useWebhook()
  const other = await useReceiver()
  persona.simulate.addWebhook({ url: other.url, secret: 'own', events: ['inquiry.created'] })
  persona.simulate.rotateWebhookSecret({ secret: 'new', overlap: 0, url: other.url })
  await api.createInquiry()
  for (const [place, key] of [
    [receiver, webhookSecret],
    [other, 'new'],
  ] as const) {
    const { body, headers } = await place.next()
    const seconds = Number(headers['persona-webhook-first-attempted-at'])
    expect(headers['persona-signature']).toBe(signed(body, seconds, key))
  }
  expect(() => persona.simulate.rotateWebhookSecret({ secret: 'x', url: 'http://x/' })).toThrow(
    'url is that of no webhook',
  )
})

test('sends an event twice on request', async () => {
  const { api, persona, receiver } = await useWebhook()
  persona.simulate.webhooks({ delivery: 'duplicate', times: 1 })
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
  persona.simulate.webhooks({ delivery: 'hold' })
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
  expect(headers['persona-signature']).toBe(signed(body, seconds))
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
  expect(signature).not.toBe(signed(body, seconds))
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
  expect(headers['persona-signature']).toBe(signed(body, seconds))
  expect(other.waiting()).toBe(0)
})

test('can be controlled and read over HTTP', async () => {
  const receiver = await useReceiver()
  const { api, persona } = await useEmulator()
  const fault = { url: receiver.url, events: ['inquiry.created'] }
  await send(`${persona.origin}/_emulator/simulate/add-webhook`, 'POST', fault)
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

test('clears the fault to hold events, and keeps the held ones', async () => {
  const { api, persona, receiver } = await useWebhook()
  persona.simulate.webhooks({ delivery: 'hold' })
  const held = await api.createInquiry()
  persona.simulate.restore()
  const sent = await api.createInquiry()
  await receiver.next()
  expect(persona.webhookDeliveries(held)).toMatchObject([{ status: 'held' }])
  await expect.poll(() => persona.webhookDeliveries(sent)[0]?.status).toBe('delivered')
})
