import { createPersonaEmulator } from '@resumable-inquiry/emulator'
import { createClient } from 'redis'
import { expect, onTestFinished, test } from 'vitest'
import { redisRateLimit, redisStore } from './redis.ts'
import { createEncryptedSessionStore } from '../sessions/encrypted-session-store.ts'
import { startRedis } from '../../testing/start-redis.ts'
import { createTestHost } from '../../testing/test-host.ts'
import { loadWidget } from '../../testing/use-token.ts'

const secrets = ['a secret of thirty-two characters'] as const

async function connect(url: string) {
  const client = createClient({ url, disableOfflineQueue: true })
  client.on('error', () => {})
  await client.connect()
  onTestFinished(() => client.destroy())
  return client
}

test('shares sessions between processes until they expire', async () => {
  const { url } = await startRedis()
  const [one, two] = await Promise.all([connect(url), connect(url)])
  const owner = { subjectId: 'ada', inquiryId: 'inq_1' }
  const session = { sessionToken: 'secret-token', expiresAt: Date.now() + 60_000 }
  await createEncryptedSessionStore({ store: redisStore(one), secrets }).set(owner, session)
  const elsewhere = createEncryptedSessionStore({ store: redisStore(two), secrets })
  expect(await elsewhere.get(owner)).toEqual(session)
  const [key = ''] = await two.keys('*')
  expect(await two.get(key)).not.toContain('secret-token')
  expect(await two.pTTL(key)).toBeGreaterThan(50_000)
  await elsewhere.delete(owner)
  expect(await two.keys('*')).toEqual([])
})

test('counts for all processes together', async () => {
  const { url } = await startRedis()
  const [one, two] = await Promise.all([connect(url), connect(url)])
  const [here, there] = [redisRateLimit(one), redisRateLimit(two)]
  for (let count = 0; count < 5; count += 1) {
    await here.sessions.consume('ada')
    await there.sessions.consume('ada')
  }
  await expect(here.sessions.consume('ada')).rejects.toHaveProperty('msBeforeNext')
  await there.sessions.consume('bob')
})

test('counts in each process while Redis cannot be reached', async () => {
  const { url, stop } = await startRedis()
  const client = await connect(url)
  const { sessions } = redisRateLimit(client)
  await stop()
  for (let count = 0; count < 10; count += 1) await sessions.consume('ada')
  await expect(sessions.consume('ada')).rejects.toHaveProperty('msBeforeNext')
})

test('neither switches the limits off nor costs a session while Redis hangs', async () => {
  const { url, hang } = await startRedis()
  const client = await connect(url)
  const emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  onTestFinished(() => emulator.close())
  const { give, session } = createTestHost(emulator, {
    handler: {
      sessions: createEncryptedSessionStore({ store: redisStore(client), secrets }),
      rateLimit: redisRateLimit(client),
    },
  })
  const inquiryId = await give('ada', 'pending')
  const { body } = await session('ada', inquiryId)
  await loadWidget(emulator, inquiryId, body['sessionToken'])
  hang()
  expect((await session('ada', inquiryId)).body['sessionToken']).toBe(body['sessionToken'])
  const statuses: number[] = []
  for (let count = 0; count < 12; count += 1) {
    statuses.push((await session('ada', inquiryId, 'session_expired')).status)
    emulator.simulate.killSession({ inquiryId })
  }
  expect(statuses).toEqual([...Array(10).fill(200), 429, 429])
})

test('keeps which sessions have ended for all processes', async () => {
  const { url } = await startRedis()
  const [one, two] = await Promise.all([connect(url), connect(url)])
  const here = createEncryptedSessionStore({ store: redisStore(one), secrets })
  const there = createEncryptedSessionStore({ store: redisStore(two), secrets })
  const marks = Array.from({ length: 10 }, (_, at) => ({ sessionId: `iqse_${at}`, at }))
  const pick = (index: number) => (index % 2 === 0 ? here : there)
  await Promise.all(marks.map((mark, index) => pick(index).markExpired('inq_1', mark)))
  const found = await here.getExpired('inq_1')
  expect(found.toSorted((a, b) => a.at - b.at)).toEqual(marks)
  const [key = ''] = await two.keys('*')
  expect(key).toMatch(/^resumable-inquiry:expired:[\w-]{43}$/)
  expect(await two.get(key)).not.toContain('iqse_')
  expect(await two.pTTL(key)).toBeGreaterThan(2 * 24 * 60 * 60 * 1000)
})
