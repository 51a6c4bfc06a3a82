import { afterEach, expect, test, vi } from 'vitest'
import { createDeferred } from '../../testing/deferred.ts'
import { inquiryEvent, sessionEvent } from '../../testing/sign-webhook.ts'
import { createReceiver } from '../../testing/webhook-receiver.ts'
import { createSessionStore, type SessionStore } from '../sessions/session-store.ts'
import type { WebhookHandlerOptions } from './webhook-handler-options.ts'

afterEach(() => {
  vi.useRealTimers()
})

const marked = { sessionId: 'iqse_1', at: Date.parse('2026-03-01T12:00:00.000Z') }

test('records that a session has ended, by the time of the event, before the host handles it', async () => {
  const sessions = createSessionStore()
  const seen: unknown[] = []
  const onEvent = async () => seen.push(await sessions.getExpired('inq_1'))
  const { deliver } = createReceiver({ sessions, onEvent })
  expect((await deliver(sessionEvent())).status).toBe(204)
  expect(seen).toEqual([[marked]])
})

test.each<[string, Partial<WebhookHandlerOptions>]>([
  ['was handled before', { seen: () => true }],
  [
    'cannot be looked up',
    {
      seen: () => {
        throw new Error('down')
      },
    },
  ],
  ['fails', { onEvent: () => Promise.reject(new Error('down')) }],
])('records it although the event %s', async (_name, options) => {
  const sessions = createSessionStore()
  await createReceiver({ sessions, ...options }).deliver(sessionEvent())
  expect(await sessions.getExpired('inq_1')).toEqual([marked])
})

test('records it although an earlier event of the inquiry is still being handled', async () => {
  const sessions = createSessionStore()
  const { deliver } = createReceiver({ sessions, onEvent: () => new Promise(() => {}) })
  void deliver(inquiryEvent())
  void deliver(sessionEvent())
  await vi.waitFor(async () => expect(await sessions.getExpired('inq_1')).toEqual([marked]))
})

test.each(['inquiry-session.started', 'inquiry-session.canceled', 'inquiry.expired'])(
  'records nothing for %s',
  async (name) => {
    const sessions = createSessionStore()
    const { deliver } = createReceiver({ sessions })
    const body = name.startsWith('inquiry.') ? inquiryEvent({ name }) : sessionEvent(name)
    expect((await deliver(body)).status).toBe(204)
    expect(await sessions.getExpired('inq_1')).toEqual([])
  },
)

test('records nothing that is not signed', async () => {
  const sessions = createSessionStore()
  const { deliver } = createReceiver({ sessions })
  expect((await deliver(sessionEvent(), { signature: 't=1,v1=00' })).status).toBe(400)
  expect(await sessions.getExpired('inq_1')).toEqual([])
})

const failing: [string, () => Promise<void>][] = [
  ['fails', () => Promise.reject(new Error('down'))],
  ['fails without an error', () => Promise.reject()],
  ['never answers', () => new Promise(() => {})],
]

test.each(failing)(
  'has the event delivered again while the store %s, and handles it once',
  async (_name, markExpired) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const sessions = createSessionStore()
    const called = createDeferred<void>()
    const broken: SessionStore = {
      ...sessions,
      markExpired() {
        called.resolve()
        return markExpired()
      },
    }
    const { deliver, events, log } = createReceiver({ sessions: broken })
    const delivering = deliver(sessionEvent())
    await called.promise
    await vi.advanceTimersByTimeAsync(1000)
    expect((await delivering).status).toBe(500)
    expect(events).toHaveLength(1)
    expect(log).toMatchObject([{ level: 'error', outcome: 'internal', status: 500 }])
    expect(log[0]?.error).toBeInstanceOf(Error)

    broken.markExpired = sessions.markExpired
    await vi.advanceTimersByTimeAsync(5000)
    expect((await deliver(sessionEvent())).status).toBe(204)
    expect(events).toHaveLength(1)
    expect(await sessions.getExpired('inq_1')).toEqual([marked])
  },
)

test('rejects a store that cannot record it', () => {
  const { get, set, delete: drop } = createSessionStore()
  expect(() => createReceiver({ sessions: { get, set, delete: drop } })).toThrow('markExpired')
})
