import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRateLimit, type RateLimiter } from './rate-limit.ts'
import { createTestHost } from '../../testing/test-host.ts'

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
