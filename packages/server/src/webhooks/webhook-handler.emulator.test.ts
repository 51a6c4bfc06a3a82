import { createPersonaEmulator } from '@resumable-inquiry/emulator'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { LogEntry } from '../logging/log.ts'
import { createPersonaApi } from '../persona/persona-api.ts'
import { mounts } from '../../testing/mounts.ts'
import { basePath } from '../../testing/test-host.ts'
import type { WebhookEvent } from './webhook-event.ts'
import { createWebhookHandler } from './webhook-handler.ts'

const secrets = ['wbhsec_first', 'wbhsec_second']

/** Starts an emulator with a webhook handler that fails a number of times first. */
async function setUp({ failures = 0 } = {}) {
  const events: WebhookEvent[] = []
  const log: LogEntry[] = []
  let left = failures
  const handler = createWebhookHandler({
    secrets,
    onEvent: (event) => {
      left -= 1
      if (left >= 0) throw new Error('The database is gone.')
      events.push(event)
    },
    log: (entry) => log.push(entry),
  })
  const mounted = await mounts['Express']?.(handler)
  if (mounted === undefined) throw new Error('Nothing is mounted.')
  const emulator = await createPersonaEmulator({
    webhookSecret: 'wbhsec_first',
    webhooks: [{ url: `http://127.0.0.1:${mounted.port}${basePath}` }],
  })
  onTestFinished(async () => {
    await emulator.close()
    await mounted.close()
  })
  const persona = createPersonaApi({ apiKey: emulator.apiKey, baseUrl: emulator.apiUrl })
  const soon = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 4500, interval: 5 })
  return {
    emulator,
    persona,
    events,
    log,
    soon,
    /** Waits until a number of webhooks has been delivered. */
    answered: (count: number) => soon(() => log.length >= count),
    outcomes: () => log.map(({ outcome }) => outcome),
    async create() {
      const { templateId } = emulator
      return (await persona.createInquiry({ templateId, referenceId: 'ada' })).id
    },
  }
}

test('reports the events of an inquiry in order', async () => {
  const { emulator, persona, events, soon, create } = await setUp()
  const inquiryId = await create()
  const { sessionToken } = await persona.resumeInquiry(inquiryId)
  expect(sessionToken).toBeTypeOf('string')
  emulator.simulate.startInquiry({ inquiryId })
  emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
  await soon(() => events.some(({ name }) => name === 'inquiry.approved'))
  const names = events.map(({ name }) => name)
  expect(names[0]).toBe('inquiry.created')
  expect(names.indexOf('inquiry.started')).toBeGreaterThan(0)
  expect(names.indexOf('inquiry.approved')).toBeGreaterThan(names.indexOf('inquiry.started'))
  expect(names).not.toContain('unknown')
  expect(events.find(({ name }) => name === 'inquiry.approved')).toMatchObject({
    inquiryId,
    status: 'approved',
    referenceId: 'ada',
    outOfOrder: false,
  })
})

test('gets a failed event again', async () => {
  const { emulator, events, soon, answered, outcomes, create } = await setUp({ failures: 1 })
  emulator.simulate.freezeTime()
  await create()
  await answered(1)
  expect(events).toEqual([])
  await soon(() => typeof emulator.webhookDeliveries()[0]?.nextAttemptAt === 'string')
  emulator.simulate.advanceTime({ seconds: 4 })
  await answered(2)
  expect(outcomes()).toEqual(['internal', 'handled'])
  expect(events).toHaveLength(1)
})

test('handles a repeated event once', async () => {
  const { emulator, answered, outcomes, create } = await setUp()
  emulator.simulate.webhooks({ delivery: 'duplicate' })
  await create()
  await answered(2)
  expect(outcomes()).toEqual(['handled', 'duplicate'])
})

test('marks a late event', async () => {
  const { emulator, events, answered, create } = await setUp()
  emulator.simulate.webhooks({ delivery: 'hold' })
  const inquiryId = await create()
  emulator.simulate.advanceTime({ seconds: 1 })
  emulator.simulate.decideInquiry({ inquiryId, status: 'declined' })
  emulator.simulate.releaseWebhooks({ reversed: true })
  const count = emulator.webhookDeliveries().length
  expect(count).toBeGreaterThan(1)
  await answered(count)
  const created = events.find(({ name }) => name === 'inquiry.created')
  expect(created).toMatchObject({ outOfOrder: true })
  expect(events.find(({ name }) => name === 'inquiry.declined')).toMatchObject({
    outOfOrder: false,
  })
})

test('works during and after a rotation of the secret', async () => {
  const { emulator, log, answered, outcomes, create } = await setUp()
  await create()
  await answered(1)
  emulator.simulate.rotateWebhookSecret({ secret: 'wbhsec_second', overlap: 60 })
  await create()
  await answered(2)
  emulator.simulate.advanceTime({ seconds: 61 })
  await create()
  await answered(3)
  expect(outcomes()).toEqual(['handled', 'handled', 'handled'])
  emulator.simulate.rotateWebhookSecret({ secret: 'wbhsec_unheard-of', overlap: 0 })
  await create()
  await answered(4)
  expect(log[3]).toMatchObject({ level: 'warn', outcome: 'invalid_request', status: 400 })
})

test('rejects an old delivery and a forged one', async () => {
  const { emulator, events, log, answered, outcomes, create } = await setUp()
  await create()
  await answered(1)
  const eventId = events[0]?.id ?? ''
  emulator.simulate.redeliverEvent({ eventId, signature: 'stale' })
  await answered(2)
  emulator.simulate.redeliverEvent({ eventId, signature: 'wrong' })
  await answered(3)
  emulator.simulate.redeliverEvent({ eventId })
  await answered(4)
  expect(outcomes()).toEqual(['handled', 'invalid_request', 'invalid_request', 'duplicate'])
  expect(log[1]?.message).toContain('too far from now')
  expect(log[2]?.message).toContain('none of the secrets')
})
