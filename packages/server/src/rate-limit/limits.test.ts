import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LogEntry } from '../logging/log.ts'
import { createRateLimit, type RateLimiter } from './rate-limit.ts'
import { createTestHost, type TestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator

beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  await emulator.close()
})

describe('new sessions', () => {
  test('end before an inquiry has used up its 25', async () => {
    const host = createTestHost(emulator)
    const inquiryId = await host.give('ada', 'pending')
    for (let count = 0; count < 10; count += 1) {
      const { body } = await host.session('ada', inquiryId, 'session_suspect')
      emulator.simulate.killSession({ inquiryId })
      expect(body['sessionToken']).toEqual(expect.any(String))
    }
    const refused = await host.session('ada', inquiryId, 'session_suspect')
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(43_000)
    expect(emulator.sessions(inquiryId)).toHaveLength(10)
  })

  test('are counted for each inquiry', async () => {
    const host = createTestHost(emulator, { handler: { rateLimit: newSessions(1) } })
    const first = await host.give('ada', 'pending')
    const second = await host.give('ada', 'pending')
    expect((await host.session('ada', first)).status).toBe(200)
    expect((await host.session('ada', second)).status).toBe(200)
    expect((await host.session('ada', first, 'session_suspect')).status).toBe(429)
  })

  test('that could not be created are not counted', async () => {
    const host = createTestHost(emulator, { handler: { rateLimit: newSessions(1) } })
    const inquiryId = await host.give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status: 503, operation: 'resume' })
    expect((await host.session('ada', inquiryId)).status).toBe(502)
    emulator.simulate.restore()
    expect((await host.session('ada', inquiryId)).status).toBe(200)
  })

  test('that Persona returns again are not counted', async () => {
    const host = createTestHost(emulator, { handler: { rateLimit: newSessions(2) } })
    const inquiryId = await host.give('ada', 'pending')
    const { body } = await host.session('ada', inquiryId)
    for (let count = 0; count < 3; count += 1) {
      const again = await host.session('ada', inquiryId, 'session_suspect')
      expect(again.body['sessionToken']).toBe(body['sessionToken'])
    }
    expect(host.calls().filter((operation) => operation === 'resume')).toHaveLength(4)
  })
})

describe('requests', () => {
  test('are limited for each person alone', async () => {
    const host = createTestHost(emulator)
    const inquiryId = await host.give('ada', 'pending')
    for (let count = 0; count < 120; count += 1) {
      expect((await host.send('ada', 'GET', '/inq_unknown')).status).toBe(404)
    }
    expect(await host.send('ada', 'GET', `/${inquiryId}`)).toMatchObject({
      status: 429,
      body: { code: 'rate_limited' },
    })
    expect((await host.start('bob')).status).toBe(200)
  })

  test('are not limited with rateLimit: false', async () => {
    const host = createTestHost(emulator, { handler: { rateLimit: false } })
    for (let count = 0; count < 130; count += 1) {
      expect((await host.send('ada', 'GET', '/inq_unknown')).status).toBe(404)
    }
  })

  test('are served while the limiter fails, which is logged', async () => {
    const broken: RateLimiter = {
      consume: () => Promise.reject(new Error('ECONNREFUSED')),
      reward: () => Promise.reject(new Error('ECONNREFUSED')),
    }
    const host = createTestHost(emulator, {
      handler: { rateLimit: { requests: broken, sessions: broken } },
    })
    const inquiryId = await host.give('ada', 'pending')
    expect((await host.session('ada', inquiryId)).status).toBe(200)
    expect(host.log).toContainEqual(
      expect.objectContaining({ event: 'rate_limit', level: 'error', outcome: 'failed' }),
    )
  })
})

describe('a limiter that fails or answers late', () => {
  const reject = () => Promise.reject(new Error('no answer within 1000 ms'))
  const failing: RateLimiter = { consume: reject, reward: reject }

  test('does not switch the limits off: this process counts', async () => {
    const handler = { rateLimit: { requests: failing, sessions: failing } }
    const host = createTestHost(emulator, { handler })
    const inquiryId = await host.give('ada', 'pending')
    const statuses: number[] = []
    for (let count = 0; count < 30; count += 1) {
      statuses.push((await host.session('ada', inquiryId, 'session_expired')).status)
      emulator.simulate.killSession({ inquiryId })
    }
    expect(statuses).toEqual([...Array(10).fill(200), ...Array(20).fill(429)])
    expect(emulator.sessions(inquiryId)).toHaveLength(10)
    for (let count = 30; count < 120; count += 1) await host.send('ada', 'GET', '/inq_unknown')
    expect(await host.send('ada', 'GET', '/inq_unknown')).toMatchObject({ status: 429 })
  })

  test('has its own limit counted, or its own fallback count', async () => {
    const fallback = { consume: vi.fn(async () => {}), reward: vi.fn(async () => {}) }
    const host = createTestHost(emulator, {
      handler: {
        rateLimit: {
          requests: { ...failing, fallback },
          sessions: { ...failing, points: 1, duration: 60 },
        },
      },
    })
    const inquiryId = await host.give('ada', 'pending')
    expect((await host.session('ada', inquiryId)).status).toBe(200)
    const refused = await host.session('ada', inquiryId, 'session_suspect')
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(fallback.consume.mock.calls).toEqual([['ada'], ['ada']])
  })

  test('takes back what it has counted, wherever it was counted', async () => {
    const counts = { shared: 0, local: 0 }
    let isDown = false
    const count = (name: 'shared' | 'local', by: number) => async () => {
      if (name === 'shared' && isDown) throw new Error('down')
      counts[name] += by
    }
    const fallback = { consume: count('local', 1), reward: count('local', -1) }
    const sessions = { consume: count('shared', 1), reward: count('shared', -1), fallback }
    const host = createTestHost(emulator, {
      handler: { rateLimit: { requests: fallback, sessions } },
    })
    const inquiryId = await host.give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status: 503, operation: 'resume' })
    for (isDown of [false, true]) {
      const before = counts.local
      expect((await host.session('ada', inquiryId)).status).toBe(502)
      expect(counts).toEqual({ shared: 0, local: before + 1 })
    }
  })
})

describe('one-time links', () => {
  const link = (host: TestHost, person: string, inquiryId: string) =>
    host.send(person, 'POST', `/${inquiryId}/one-time-link`, {})

  test('have a limit of their own, and leave a person their sessions', async () => {
    const host = createTestHost(emulator)
    const inquiryId = await host.give('ada', 'pending')
    const other = await host.give('ada', 'pending')
    for (let count = 0; count < 5; count += 1) {
      expect((await link(host, 'ada', count === 0 ? other : inquiryId)).status).toBe(200)
    }
    const refused = await link(host, 'ada', inquiryId)
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(43_000)
    for (let count = 0; count < 10; count += 1) {
      expect((await host.session('ada', inquiryId, 'session_expired')).status).toBe(200)
      emulator.simulate.killSession({ inquiryId })
    }
    expect((await link(host, 'bob', await host.give('bob', 'pending'))).status).toBe(200)
  })

  test('beyond the limit revive no expired inquiry, and cost no call to Persona', async () => {
    const host = createTestHost(emulator)
    const inquiryId = await host.give('ada', 'pending')
    for (let count = 0; count < 5; count += 1) await link(host, 'ada', inquiryId)
    emulator.simulate.expireInquiry({ inquiryId })
    const callsBefore = host.calls()
    expect((await link(host, 'ada', inquiryId)).status).toBe(429)
    expect(host.calls()).toEqual(callsBefore)
  })

  test('that could not be created are not counted', async () => {
    const host = createTestHost(emulator)
    const inquiryId = await host.give('ada', 'pending')
    emulator.simulate.failApi({
      failure: 'status',
      status: 503,
      operation: 'generate-one-time-link',
    })
    for (let count = 0; count < 6; count += 1) {
      expect((await link(host, 'ada', inquiryId)).status).toBe(502)
    }
    emulator.simulate.restore()
    expect((await link(host, 'ada', inquiryId)).status).toBe(200)
  })
})

describe('an inquiry that several people may open', () => {
  test('keeps some of its 25 sessions, however many people ask for sessions and links', async () => {
    const host = createTestHost(emulator, { handler: { authorize: async () => true } })
    const inquiryId = await host.give('ada', 'pending')
    let served = 0
    for (const person of ['ada', 'bob', 'cleo']) {
      for (let count = 0; count < 2; count += 1) {
        const path = `/${inquiryId}/one-time-link`
        if ((await host.send(person, 'POST', path, {})).status === 200) served += 1
        emulator.simulate.killSession({ inquiryId })
      }
      for (let count = 0; count < 10; count += 1) {
        const { status } = await host.session(person, inquiryId, 'session_expired')
        if (status === 200) served += 1
        emulator.simulate.killSession({ inquiryId })
      }
    }
    expect(served).toBe(18)
    expect(emulator.sessions(inquiryId).length).toBeLessThanOrEqual(18)
    const refused = await host.session('dora', inquiryId, 'session_expired')
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
  })

  test('has no limit of its own taken from a person whose request it refuses', async () => {
    const limits = createRateLimit()
    limits.inquiries.points = 1
    const host = createTestHost(emulator, { handler: { rateLimit: limits } })
    const first = await host.give('ada', 'pending')
    const second = await host.give('ada', 'pending')
    await host.session('ada', first, 'session_expired')
    emulator.simulate.killSession({ inquiryId: first })
    const consume = vi.spyOn(limits.sessions, 'consume')
    const reward = vi.spyOn(limits.sessions, 'reward')
    expect((await host.session('ada', first, 'session_expired')).status).toBe(429)
    expect(reward.mock.calls).toEqual(consume.mock.calls)
    expect((await host.session('ada', second, 'session_expired')).status).toBe(200)
  })
})

describe("the memory of this process's limits", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('counts until the window of a key ends', async () => {
    const { links } = createRateLimit()
    for (let count = 0; count < 5; count += 1) await links.consume('ada')
    vi.setSystemTime(Date.now() + 1000)
    const hours = 12 * 60 * 60 * 1000
    await expect(links.consume('ada')).rejects.toMatchObject({ msBeforeNext: hours - 1000 })
    await links.reward('ada')
    await links.consume('ada')
    await expect(links.consume('ada')).rejects.toThrow('The limit is reached')
    await links.consume('bob')
    vi.setSystemTime(Date.now() + hours - 1000)
    await links.consume('ada')
  })

  test('is bounded, and ends the oldest window early, which is logged once', async () => {
    const entries: LogEntry[] = []
    const { links } = createRateLimit({ log: (entry) => entries.push(entry) })
    links.points = 1
    for (let key = 0; key < 100_000; key += 1) await links.consume(`key ${key}`)
    await expect(links.consume('key 0')).rejects.toThrow('The limit is reached')
    expect(entries).toEqual([])
    await links.consume('key 100000')
    await links.consume('key 100001')
    await links.consume('key 0')
    expect(entries).toEqual([
      {
        level: 'warn',
        event: 'rate_limit',
        outcome: 'evicted',
        message: expect.stringContaining('More than 100000 keys') as unknown,
      },
    ])
    await expect(links.consume('key 100001')).rejects.toThrow('The limit is reached')
  })

  test('is free again once the windows have ended', async () => {
    const entries: LogEntry[] = []
    const { requests } = createRateLimit({ log: (entry) => entries.push(entry) })
    for (let round = 0; round < 3; round += 1) {
      for (let key = 0; key < 50_000; key += 1) await requests.consume(`${round} ${key}`)
      vi.setSystemTime(Date.now() + 60_000)
    }
    expect(entries).toEqual([])
  })
})

test('calls to Persona count in one budget of the person, whatever the inquiry or route', async () => {
  await emulator.close()
  // A budget of four calls.
  emulator = await createPersonaEmulator({ requestsPerMinute: 60 })
  const host = createTestHost(emulator, {
    handler: { authorize: async () => true },
  })
  const [first, second, third] = [
    await host.give('ada', 'pending'),
    await host.give('ada', 'pending'),
    await host.give('ada', 'pending'),
  ]
  expect((await host.session('ada', first)).status).toBe(200)
  expect((await host.send('ada', 'POST', `/${second}/one-time-link`, {})).status).toBe(200)
  const refused = await host.send('ada', 'GET', `/${third}`)
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
  expect(Number(refused.headers['retry-after'])).toBeLessThan(20)
  expect((await host.session('bob', third)).status).toBe(200)
  expect(host.calls()).toEqual([
    'retrieve',
    'resume',
    'retrieve',
    'generate-one-time-link',
    'retrieve',
    'resume',
  ])
})

function newSessions(points: number) {
  const { requests, sessions } = createRateLimit()
  sessions.points = points
  return { requests, sessions }
}
