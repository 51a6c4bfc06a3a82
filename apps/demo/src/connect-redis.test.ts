import { expect, onTestFinished, test } from 'vitest'
import { connectRedis } from './connect-redis.ts'
import { getFreePort } from './testing/free-port.ts'
import { startRedis } from './testing/start-redis.ts'

const secrets = ['a secret of thirty-two characters'] as const
const owner = { subjectId: 'mara', inquiryId: 'inq_a' }
const session = { sessionToken: 'a-token', expiresAt: null }

test('shares sessions with processes that have the secret, and with no others', async () => {
  const { url, stop } = await startRedis()
  onTestFinished(stop)
  const connect = async (secret: string) => {
    const shared = await connectRedis({ url, secrets: [secret] })
    onTestFinished(shared.close)
    return shared.sessions
  }
  await (await connect(secrets[0])).set(owner, session)

  expect(await (await connect(secrets[0])).get(owner)).toEqual(session)
  const stranger = await connect('another secret of thirty-two or more')
  expect(await stranger.get(owner)).toBeUndefined()
}, 30_000)

test('fails at once if Redis cannot be reached', async () => {
  const url = `redis://127.0.0.1:${await getFreePort()}`

  await expect(connectRedis({ url, secrets })).rejects.toThrow('that REDIS_URL names')
})
