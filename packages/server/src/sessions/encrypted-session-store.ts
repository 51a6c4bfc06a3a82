import { checkOptions, requireMethods } from '../check-options.ts'
import { createSessionCipher, requireSecret } from './session-cipher.ts'
import {
  addExpired,
  defaultSessionLifetime,
  type ExpiredSession,
  expiredLifetime,
  parseExpired,
  parseSession,
  type SessionOwner,
  type SessionStore,
} from './session-store.ts'

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

/** Times to write the end of a session before giving up, if other instances overwrite it. */
const maxMarkAttempts = 5

/**
 * Creates a session store that several instances share. What it stores is encrypted before it leaves the
 * process, bound to its owner or inquiry, and stored under a key that reveals neither. Read access to the
 * store reveals nothing. Write access can only remove an entry, or restore an earlier one in its place:
 * a restored session is replaced like any expired session.
 *
 * @throws {TypeError} if options are missing, wrong or unknown; the message names every mistake, and no
 * secret
 */
export function createEncryptedSessionStore(
  options: EncryptedSessionStoreOptions,
): Required<SessionStore> {
  checkOptions<EncryptedSessionStoreOptions>('createEncryptedSessionStore', options, {
    store: requireMethods('get', 'set', 'delete'),
    secrets: requireSecrets,
  })
  const { store, secrets } = options
  const [first, ...earlier] = secrets
  const cipher = createSessionCipher(first)
  const ciphers = [cipher, ...earlier.map(createSessionCipher)]
  /** What this process is about to record, so that one write is enough for several at once. */
  const marking = new Map<string, Set<ExpiredSession>>()

  async function getExpired(inquiryId: string): Promise<readonly ExpiredSession[]> {
    const name = getInquiryName(inquiryId)
    let found: readonly ExpiredSession[] = []
    for (const { decrypt, getKey } of ciphers) {
      const text = await store.get(await getKey('expired', name))
      if (text === null) continue
      found = (parseExpired(await decrypt(name, text)) ?? []).reduce(addExpired, found)
    }
    return found
  }

  return {
    async get(owner) {
      const name = getOwnerName(owner)
      for (const { decrypt, getKey } of ciphers) {
        const text = await store.get(await getKey('session', name))
        const session = text === null ? undefined : parseSession(await decrypt(name, text))
        if (session !== undefined) return session
      }
      return undefined
    },

    async set(owner, session) {
      const { expiresAt } = session
      const lifetime = expiresAt === null ? defaultSessionLifetime : expiresAt - Date.now()
      if (lifetime <= 0) return
      const name = getOwnerName(owner)
      const text = await cipher.encrypt(name, session)
      await store.set(await cipher.getKey('session', name), text, lifetime)
    },

    async delete(owner) {
      const name = getOwnerName(owner)
      for (const { getKey } of ciphers) await store.delete(await getKey('session', name))
    },

    async markExpired(inquiryId, expired) {
      const own = marking.get(inquiryId) ?? new Set()
      marking.set(inquiryId, own.add(expired))
      try {
        const name = getInquiryName(inquiryId)
        for (let attempts = 0; attempts < maxMarkAttempts; attempts += 1) {
          const marks = await getExpired(inquiryId)
          if (marks.some((mark) => isSameEnd(mark, expired))) return
          const text = await cipher.encrypt(name, [...own].reduce(addExpired, marks))
          await store.set(await cipher.getKey('expired', name), text, expiredLifetime)
        }
      } finally {
        own.delete(expired)
        if (own.size === 0) marking.delete(inquiryId)
      }
      throw new Error('The end of a session was overwritten again and again.')
    },

    getExpired,
  }
}

function requireSecrets(secrets: unknown): void {
  if (Array.isArray(secrets) && secrets.length > 0) return secrets.forEach(requireSecret)
  throw new TypeError('secrets must be an array of one or more secrets.')
}

function isSameEnd(mark: ExpiredSession, { sessionId, at }: ExpiredSession): boolean {
  return mark.sessionId === sessionId && mark.at >= at
}

// Unambiguous: one names two things, the other one.
function getOwnerName({ subjectId, inquiryId }: SessionOwner): string {
  return JSON.stringify([inquiryId, subjectId])
}

function getInquiryName(inquiryId: string): string {
  return JSON.stringify([inquiryId])
}
