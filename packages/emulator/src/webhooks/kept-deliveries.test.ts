import { expect, onTestFinished, test } from 'vitest'
import { createClock } from '../state/clock.ts'
import { createWebhooks } from './webhooks.ts'

test('keeps at least the last 10,000 deliveries, and all that are held', () => {
  const url = 'http://127.0.0.1:9/'
  const webhooks = createWebhooks(
    createClock(),
    { webhooks: [{ url }], webhookSecret: 'secret' },
    () => {},
  )
  onTestFinished(() => webhooks.close())
  const [webhook] = webhooks.of('inquiry.created')
  if (!webhook) throw new Error('There is no webhook.')
  const send = (id: string, delivery: 'deliver' | 'hold') => {
    const event = { id, inquiryId: 'inq_1', createdAt: 0, body: '{}' }
    webhooks.send(webhook, { ...event, name: 'inquiry.created' }, delivery)
  }
  send('evt_held', 'hold')
  for (let count = 1; count <= 25_000; count += 1) send(`evt_${count}`, 'deliver')
  const kept = webhooks.deliveries()
  expect(kept.length).toBeGreaterThan(10_000)
  expect(kept.length).toBeLessThan(12_000)
  expect(kept[0]?.event.id).toBe('evt_held')
  expect(kept.at(-1)?.event.id).toBe('evt_25000')
})
