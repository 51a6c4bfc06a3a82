import { RateLimiterRedis } from 'rate-limiter-flexible'
import { createRateLimit, type RateLimit, usualLimits } from '../rate-limit/rate-limit.ts'
import type { SharedStore } from '../sessions/encrypted-session-store.ts'

/** What is needed of a client of the npm package `redis`, for Redis and Valkey alike. */
export interface RedisClient {
  get(key: string): Promise<string | null>
  set(key: string, value: string, options: { PX: number }): Promise<unknown>
  del(key: string): Promise<unknown>
}

/**
 * A store in Redis or Valkey for `createSharedSessionMemory`.
 *
 * @example
 * const client = createClient({ url: process.env.REDIS_URL, disableOfflineQueue: true })
 * client.on('error', (error) => console.error('Redis:', error)) // unheard, it ends the process
 * client.connect().catch(() => {})
 * const sessions = createSharedSessionMemory({ store: redisStore(client), secrets })
 */
export function redisStore(client: RedisClient): SharedStore {
  return {
    get: (key) => client.get(key),
    async set(key, text, lifetime) {
      await client.set(key, text, { PX: Math.ceil(lifetime) })
    },
    async delete(key) {
      await client.del(key)
    },
  }
}

/**
 * The usual limits, counted in Redis or Valkey for all machines together. While it cannot be reached,
 * each process counts by itself.
 */
export function redisRateLimit(client: RedisClient): RateLimit {
  const insurance = createRateLimit()
  const limiter = (name: keyof RateLimit) =>
    new RateLimiterRedis({
      ...usualLimits[name],
      storeClient: client,
      useRedisPackage: true,
      keyPrefix: `resumable-inquiry:${name}`,
      rejectIfRedisNotReady: true,
      insuranceLimiter: insurance[name],
    })
  return { requests: limiter('requests'), sessions: limiter('sessions') }
}
