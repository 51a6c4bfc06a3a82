import {
  createEncryptedSessionStore,
  type RateLimit,
  type SessionStore,
} from '@resumable-inquiry/server'
import { redisRateLimit, redisStore } from '@resumable-inquiry/server/redis'
import { createClient } from 'redis'

/** A Redis or Valkey that several processes share, and the secrets that encrypt sessions in it. */
export interface RedisLocation {
  url: string
  /** The first encrypts, all of them decrypt. At least 32 characters each. */
  secrets: readonly [string, ...string[]]
}

/** Sessions and limits that several back ends share. */
export interface SharedStores {
  readonly sessions: SessionStore
  readonly rateLimit: RateLimit
  close(): Promise<void>
}

/**
 * Connects to Redis.
 *
 * @throws when it cannot be reached, or a secret is too short
 */
export async function connectRedis({ url, secrets }: RedisLocation): Promise<SharedStores> {
  let wasReached = false
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      // Fail at the start rather than wait for a Redis that does not exist.
      reconnectStrategy: (attempts) => (wasReached ? Math.min(attempts * 100, 2_000) : false),
    },
  })
  // Without a listener an error would end the process. The handler logs what fails.
  client.on('error', () => {})
  const sessions = createEncryptedSessionStore({ store: redisStore(client), secrets })
  try {
    await client.connect()
  } catch (error) {
    throw new Error(
      'The Redis that REDIS_URL names could not be reached. Start it, or leave REDIS_URL out to remember and count in this process alone.',
      { cause: error },
    )
  }
  wasReached = true
  return {
    sessions,
    rateLimit: redisRateLimit(client),
    close: async () => client.destroy(),
  }
}
