import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LogEntry } from '../log.ts'
import { createPersonaApi, type PersonaApi } from '../persona/persona-api.ts'
import { type Mounted, mounts } from '../testing/mounts.ts'
import { basePath } from '../testing/test-host.ts'
import type { WebhookEvent } from './webhook-event.ts'
import { createWebhookHandler } from './webhook-handler.ts'

const secrets = ['wbhsec_first', 'wbhsec_second']
let emulator: PersonaEmulator
let persona: PersonaApi
let mounted: Mounted
let events: WebhookEvent[]
let log: LogEntry[]
let failures: number

beforeEach(async () => {
  events = []
  log = []
  failures = 0
  const handler = createWebhookHandler({
    secrets,
    onEvent: (event) => {
      failures -= 1
      if (failures >= 0) throw new Error('The database is gone.')
      events.push(event)
    },
    log: (entry) => log.push(entry),
  })
  const mount = mounts['Express']
  if (mount === undefined) throw new Error('Nothing is mounted.')
  mounted = await mount(handler)
  emulator = await createPersonaEmulator({
    webhookSecret: 'wbhsec_first',
    webhooks: [{ url: `http://127.0.0.1:${mounted.port}${basePath}` }],
  })
  persona = createPersonaApi({ apiKey: emulator.apiKey, baseUrl: emulator.apiUrl })
})
afterEach(async () => {
  await emulator.close()
  await mounted.close()
})

const create = async () => {
  const { id } = await persona.createInquiry({
    templateId: emulator.templateId,
    referenceId: 'ada',
  })
  return id
}
const soon = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 4500, interval: 5 })
/** Waits until so many webhooks have been answered. */
const answered = (count: number) => soon(() => log.length >= count)
const outcomes = () => log.map(({ outcome }) => outcome)

test('tells what becomes of an inquiry, in order', async () => {
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

test('is told again of what it could not handle', async () => {
  failures = 1
  await create()
  await answered(1)
  expect(events).toEqual([])
  await soon(() => typeof emulator.webhookDeliveries()[0]?.nextAttemptAt === 'string')
  emulator.simulate.advanceTime({ seconds: 4 })
  await answered(2)
  expect(outcomes()).toEqual(['internal', 'handled'])
  expect(events).toHaveLength(1)
})

test('handles once what comes twice', async () => {
  emulator.simulate.webhooks({ delivery: 'doubled' })
  await create()
  await answered(2)
  expect(outcomes()).toEqual(['handled', 'duplicate'])
})

test('marks what comes late', async () => {
  emulator.simulate.webhooks({ delivery: 'held' })
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

test('goes on while the secret is replaced, and after', async () => {
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

test('refuses what is old, and what is forged', async () => {
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
