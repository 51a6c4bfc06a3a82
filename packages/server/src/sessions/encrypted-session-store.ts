import { type LiveSession, type SessionMemory, usualLifetime } from './session-store.ts'
import { createSessionCipher } from './session-cipher.ts'

/** A store of texts that several machines share, such as Redis. */
export interface SharedStore {
  /** `null` where there is nothing. */
  get(key: string): Promise<string | null>
  /** @param lifetime milliseconds after which the store forgets it */
  set(key: string, text: string, lifetime: number): Promise<void>
  delete(key: string): Promise<void>
}

/** How sessions are kept in a shared store. */
export interface SharedSessionMemoryOptions {
  store: SharedStore
  /**
   * What sessions are encrypted with, 32 characters or more each. The first encrypts; the others still
   * decrypt, so that a secret can be replaced without anybody losing a session.
   */
  secrets: readonly [string, ...string[]]
}

/**
 * Remembers live sessions where several machines find them. What leaves the process is encrypted,
 * bound to its owner, and stored under a key that tells neither the person nor the inquiry: whoever
 * reads the store learns nothing, and whoever writes to it can make sessions unknown, or put back an
 * earlier one of the same person and inquiry, which heals as any dead session does.
 *
 * @throws {TypeError} when a secret is too short
 */
export function createSharedSessionMemory({
  store,
  secrets,
}: SharedSessionMemoryOptions): SessionMemory {
  const [first, ...earlier] = secrets
  const cipher = createSessionCipher(first)
  const ciphers = [cipher, ...earlier.map(createSessionCipher)]

  return {
    async get(owner) {
      for (const { decrypt, keyFor } of ciphers) {
        const text = await store.get(await keyFor(owner))
        const session = text === null ? undefined : await decrypt(owner, text)
        if (session !== undefined && isAlive(session)) return session
      }
      return undefined
    },

    async set(owner, session) {
      const lifetime = session.expiresAt === null ? usualLifetime : session.expiresAt - Date.now()
      if (lifetime <= 0) return
      await store.set(await cipher.keyFor(owner), await cipher.encrypt(owner, session), lifetime)
    },

    async delete(owner) {
      for (const { keyFor } of ciphers) await store.delete(await keyFor(owner))
    },
  }
}

function isAlive({ expiresAt }: LiveSession): boolean {
  return expiresAt === null || expiresAt > Date.now()
}
