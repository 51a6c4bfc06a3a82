import {
  createEncryptedSessionStore,
  type RateLimit,
  type SessionStore,
} from '@resumable-inquiry/server'
import { redisRateLimit, redisStore } from '@resumable-inquiry/server/redis'
import { createClient } from 'redis'

/** A Redis or Valkey that several processes share, and what protects what is kept in it. */
export interface RedisLocation {
  url: string
  /** The first encrypts, the others still decrypt. 32 characters or more each. */
  secrets: readonly [string, ...string[]]
}

/** What back ends that share a Redis remember and count together. */
export interface SharedMemory {
  readonly sessions: SessionStore
  readonly rateLimit: RateLimit
  close(): Promise<void>
}

/** @throws when Redis cannot be reached, or a secret is too short */
export async function connectRedis({ url, secrets }: RedisLocation): Promise<SharedMemory> {
  let wasReached = false
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      // At the start it is better to say that there is none.
      reconnectStrategy: (attempts) => (wasReached ? Math.min(attempts * 100, 2_000) : false),
    },
  })
  // The log says what fails for it; unheard, it would end the process.
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
