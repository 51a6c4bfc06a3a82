import { createSessionCipher } from './session-cipher.ts'
import { defaultSessionLifetime, type SessionStore, type StoredSession } from './session-store.ts'

/** A key-value store that several instances share, such as Redis. */
export interface KeyValueStore {
  /** Returns `null` if the key does not exist. */
  get(key: string): Promise<string | null>
  /** @param lifetime milliseconds until the store drops the key */
  set(key: string, text: string, lifetime: number): Promise<void>
  delete(key: string): Promise<void>
}

/** Options of {@link createEncryptedSessionStore}. */
export interface EncryptedSessionStoreOptions {
  store: KeyValueStore
  /**
   * Encryption secrets, 32 characters or more each. The first one encrypts, the others only decrypt, so
   * that replacing a secret loses no session.
   */
  secrets: readonly [string, ...string[]]
}

/**
 * Creates a session store that several instances share. Sessions are encrypted before they leave the
 * process, bound to their owner, and stored under a key that reveals neither the person nor the inquiry.
 * Read access to the store reveals nothing. Write access can only remove a session, or restore an
 * earlier one of the same owner, which is replaced like any expired session.
 *
 * @throws {TypeError} if a secret is too short
 */
export function createEncryptedSessionStore({
  store,
  secrets,
}: EncryptedSessionStoreOptions): SessionStore {
  const [first, ...earlier] = secrets
  const cipher = createSessionCipher(first)
  const ciphers = [cipher, ...earlier.map(createSessionCipher)]

  return {
    async get(owner) {
      for (const { decrypt, getKey } of ciphers) {
        const text = await store.get(await getKey(owner))
        const session = text === null ? undefined : await decrypt(owner, text)
        if (session !== undefined && !isExpired(session)) return session
      }
      return undefined
    },

    async set(owner, session) {
      const { expiresAt } = session
      const lifetime = expiresAt === null ? defaultSessionLifetime : expiresAt - Date.now()
      if (lifetime <= 0) return
      await store.set(await cipher.getKey(owner), await cipher.encrypt(owner, session), lifetime)
    },

    async delete(owner) {
      for (const { getKey } of ciphers) await store.delete(await getKey(owner))
    },
  }
}

function isExpired({ expiresAt }: StoredSession): boolean {
  return expiresAt !== null && expiresAt <= Date.now()
}
