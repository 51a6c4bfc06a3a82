import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDeferred } from '../../testing/deferred.ts'
import {
  type EventChanges,
  inquiryEvent,
  now,
  sessionEvent,
  sign,
} from '../../testing/sign-webhook.ts'
import { createReceiver } from '../../testing/webhook-receiver.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T12:00:05Z') })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const createdAt = Date.parse('2026-03-01T12:00:00Z')

describe('a repeated event', () => {
  test('is acknowledged and dropped', async () => {
    const { deliver, events, log } = createReceiver()
    const replayed = sign(inquiryEvent(), now())
    for (const signature of [replayed, replayed, sign(inquiryEvent(), now() + 3)]) {
      expect((await deliver(inquiryEvent(), { signature })).status).toBe(204)
    }
    expect(events).toHaveLength(1)
    expect(log.map(({ outcome }) => outcome)).toEqual(['handled', 'duplicate', 'duplicate'])
  })

  test('is handled once when delivered twice at once', async () => {
    const released = createDeferred<void>()
    const events: string[] = []
    const { deliver, log } = createReceiver({
      onEvent: async ({ id }) => {
        events.push(id)
        await released.promise
      },
    })
    const both = Promise.all([deliver(inquiryEvent()), deliver(inquiryEvent())])
    await vi.waitUntil(() => events.length === 1)
    released.resolve()
    expect((await both).map(({ status }) => status)).toEqual([204, 204])
    expect(events).toEqual(['evt_1'])
    expect(log.map(({ outcome }) => outcome)).toEqual(['handled', 'duplicate'])
  })

  test('is handled if it failed before, without revealing why', async () => {
    let failures = 2
    const handled: string[] = []
    const { deliver, log } = createReceiver({
      onEvent: async ({ id }) => {
        failures -= 1
        if (failures >= 0) throw new Error('secret of the host')
        handled.push(id)
      },
    })
    const [first, second] = await Promise.all([deliver(inquiryEvent()), deliver(inquiryEvent())])
    for (const response of [first, second]) {
      expect(response.status).toBe(500)
      expect(await response.text()).not.toContain('secret')
    }
    expect((await deliver(inquiryEvent())).status).toBe(204)
    expect((await deliver(inquiryEvent())).status).toBe(204)
    expect(handled).toEqual(['evt_1'])
    expect(log.map(({ level, outcome }) => [level, outcome])).toEqual([
      ['error', 'internal'],
      ['error', 'internal'],
      ['info', 'handled'],
      ['info', 'duplicate'],
    ])
    expect(String(log[0]?.error)).toContain('secret of the host')
  })

  test('is dropped if the host has seen it', async () => {
    const asked: string[] = []
    const { deliver, events } = createReceiver({
      seen: async (eventId) => {
        asked.push(eventId)
        return eventId === 'evt_1'
      },
    })
    expect((await deliver(inquiryEvent())).status).toBe(204)
    expect((await deliver(inquiryEvent({ id: 'evt_2' }))).status).toBe(204)
    expect((await deliver(inquiryEvent({ id: 'evt_2' }))).status).toBe(204)
    expect(asked).toEqual(['evt_1', 'evt_2', 'evt_2'])
    expect(events.map(({ id }) => id)).toEqual(['evt_2', 'evt_2'])
  })

  test.each<[string, () => unknown]>([
    ['fails', () => Promise.reject(new Error('The database is gone.'))],
    ['returns a list', () => []],
    ['returns nothing', () => undefined],
  ])('is delivered again if seen %s', async (_name, seen) => {
    const { deliver, events, log } = createReceiver({ seen: seen as () => boolean })
    expect((await deliver(inquiryEvent())).status).toBe(500)
    expect(events).toEqual([])
    expect(log).toMatchObject([{ level: 'error', outcome: 'internal' }])
  })

  test('needs a valid signature', async () => {
    const seen = vi.fn(() => false)
    const { deliver } = createReceiver({ seen })
    await deliver(inquiryEvent(), { signature: sign(inquiryEvent(), now(), 'other') })
    await deliver(inquiryEvent(), { signature: sign(inquiryEvent(), now() - 1000) })
    expect(seen).not.toHaveBeenCalled()
  })
})

describe('an event older than the last one of its inquiry', () => {
  const at = (id: string, second: number, changes: EventChanges = {}) =>
    inquiryEvent({ id, createdAt: new Date(createdAt + second * 1000).toISOString(), ...changes })

  test('is marked, and does not change which is the latest', async () => {
    const { deliver, events } = createReceiver()
    await deliver(at('evt_b', 2))
    await deliver(at('evt_a', 1))
    await deliver(at('evt_a2', 1.5))
    await deliver(at('evt_b2', 2))
    await deliver(at('evt_c', 3))
    await deliver(at('evt_other', 0, { inquiryId: 'inq_2' }))
    expect(events.map(({ id, outOfOrder }) => [id, outOfOrder])).toEqual([
      ['evt_b', false],
      ['evt_a', true],
      ['evt_a2', true],
      ['evt_b2', false],
      ['evt_c', false],
      ['evt_other', false],
    ])
  })

  test('is in order if only session events are later', async () => {
    const { deliver, events } = createReceiver()
    await deliver(sessionEvent())
    const before = new Date('2026-03-01T11:59:59.000Z').toISOString()
    await deliver(inquiryEvent({ id: 'evt_a', name: 'inquiry.approved', createdAt: before }))
    expect(events.map(({ name, outOfOrder }) => [name, outOfOrder])).toEqual([
      ['inquiry-session.expired', false],
      ['inquiry.approved', false],
    ])
  })

  test('also marks an earlier event about a session', async () => {
    const { deliver, events } = createReceiver()
    await deliver(at('evt_b', 100_000_000))
    await deliver(sessionEvent())
    expect(events.map(({ outOfOrder }) => outOfOrder)).toEqual([false, true])
  })

  test('waits for the one that is being handled', async () => {
    const released = createDeferred<void>()
    const begun: [string, boolean][] = []
    const { deliver } = createReceiver({
      onEvent: async ({ id, outOfOrder }) => {
        begun.push([id, outOfOrder])
        if (id === 'evt_b') await released.promise
      },
    })
    const newer = deliver(at('evt_b', 2))
    await vi.waitUntil(() => begun.length === 1)
    const older = deliver(at('evt_a', 1))
    await deliver(at('evt_other', 0, { inquiryId: 'inq_2' }))
    expect(begun.map(([id]) => id)).toEqual(['evt_b', 'evt_other'])
    released.resolve()
    await Promise.all([newer, older])
    expect(begun[2]).toEqual(['evt_a', true])
  })

  test('waits no longer than 30 seconds for one that hangs', async () => {
    vi.useRealTimers()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const begun = createDeferred<AbortSignal>()
    const handled: string[] = []
    const { deliver, log } = createReceiver({
      onEvent: async ({ id }, { signal }) => {
        if (id === 'evt_hangs') {
          begun.resolve(signal)
          await new Promise(() => {})
        }
        handled.push(id)
      },
    })
    const hanging = deliver(inquiryEvent({ id: 'evt_hangs' }))
    const signal = await begun.promise
    const approval = deliver(inquiryEvent({ id: 'evt_next', name: 'inquiry.approved' }))
    await vi.advanceTimersByTimeAsync(29_999)
    expect(log).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect((await hanging).status).toBe(500)
    expect((await approval).status).toBe(204)
    expect(signal.aborted).toBe(true)
    expect(handled).toEqual(['evt_next'])
    expect(log).toMatchObject([
      { level: 'error', outcome: 'internal', eventId: 'evt_hangs' },
      { outcome: 'handled', eventId: 'evt_next' },
    ])
    expect(String(log[0]?.error)).toMatch(/30000 ms .+ onEvent/)
  })

  test('waits no longer than 30 seconds for seen', async () => {
    vi.useRealTimers()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const begun = createDeferred<void>()
    const { deliver, events, log } = createReceiver({
      seen: () => {
        begun.resolve()
        return new Promise(() => {})
      },
    })
    const answer = deliver(inquiryEvent())
    await begun.promise
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await answer).status).toBe(500)
    expect(events).toEqual([])
    expect(String(log[0]?.error)).toMatch(/30000 ms .+ seen/)
  })

  test('is not marked by one that failed', async () => {
    let fails = true
    const marks: boolean[] = []
    const { deliver } = createReceiver({
      onEvent: ({ outOfOrder }) => {
        if (fails) throw new Error('The database is gone.')
        marks.push(outOfOrder)
      },
    })
    await deliver(at('evt_b', 2))
    fails = false
    await deliver(at('evt_a', 1))
    expect(marks).toEqual([false])
  })
})
