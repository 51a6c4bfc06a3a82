import { createClient } from 'redis'
import { expect, onTestFinished, test } from 'vitest'
import { redisRateLimit, redisStore } from './redis.ts'
import { createEncryptedSessionStore } from '../sessions/encrypted-session-store.ts'
import { startRedis } from '../../testing/start-redis.ts'

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
