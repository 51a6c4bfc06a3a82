import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import {
  createRateLimit,
  defaultLimits,
  type LimitName,
  type RateLimit,
  type RateLimiter,
} from '../rate-limit/rate-limit.ts'
import type { KeyValueStore } from '../sessions/encrypted-session-store.ts'

/** The part of a client of the npm package `redis` that is used, for Redis and Valkey. */
export interface RedisClient {
  get(key: string): Promise<string | null>
  set(key: string, value: string, options: { PX: number }): Promise<unknown>
  del(key: string): Promise<unknown>
}

/**
 * Creates a store in Redis or Valkey for `createEncryptedSessionStore`.
 *
 * @example
 * const client = createClient({ url: process.env.REDIS_URL, disableOfflineQueue: true })
 * client.on('error', (error) => console.error('Redis:', error)) // without a listener, it ends the process
 * client.connect().catch(() => {})
 * const sessions = createEncryptedSessionStore({ store: redisStore(client), secrets })
 */
export function redisStore(client: RedisClient): KeyValueStore {
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
 * Creates the default limits, counted in Redis or Valkey for all instances together. Without a
 * connection, each process counts by itself.
 */
export function redisRateLimit(client: RedisClient): Required<RateLimit> {
  const own = createRateLimit()
  const createLimiter = (name: LimitName) => {
    const limiter = new RateLimiterRedis({
      ...defaultLimits[name],
      storeClient: client,
      useRedisPackage: true,
      keyPrefix: `resumable-inquiry:${name}`,
      rejectIfRedisNotReady: true,
    })
    return withFallback(limiter, own[name])
  }
  return {
    requests: createLimiter('requests'),
    sessions: createLimiter('sessions'),
    links: createLimiter('links'),
    inquiries: createLimiter('inquiries'),
    creations: createLimiter('creations'),
  }
}

function withFallback(limiter: RateLimiterRedis, fallback: RateLimiter): RateLimiter {
  return {
    fallback,
    consume: (key) =>
      limiter.consume(key).catch((rejected: unknown) => {
        if (rejected instanceof RateLimiterRes) throw rejected
        return fallback.consume(key)
      }),
    reward: (key) => limiter.reward(key).catch(() => fallback.reward(key)),
  }
}
