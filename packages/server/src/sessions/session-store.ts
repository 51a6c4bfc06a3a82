import type { Log } from '../logging/log.ts'
import { withTimeout } from '../with-timeout.ts'

/** The person and inquiry that a session belongs to. */
export interface SessionOwner {
  readonly subjectId: string
  readonly inquiryId: string
}

/** A session that was handed out and may be handed out again. */
export interface StoredSession {
  readonly sessionToken: string
  /** When it expires, in milliseconds since 1970; `null` if unknown. */
  readonly expiresAt: number | null
}

/**
 * Stores sessions, so that reloads and second tabs use none of an inquiry's 25. Never returns one
 * owner's session for another.
 */
export interface SessionStore {
  /** Returns the owner's session unless it has expired. */
  get(owner: SessionOwner): Promise<StoredSession | undefined>
  set(owner: SessionOwner, session: StoredSession): Promise<void>
  delete(owner: SessionOwner): Promise<void>
}

/** Options of {@link createSessionStore}. */
export interface SessionStoreOptions {
  /** Maximum number of sessions; beyond it, the least recently used one is dropped. @default 10000 */
  maxSessions?: number
}

/** Persona's own session lifetime in milliseconds, for a session with an unknown deadline. */
export const defaultSessionLifetime: number = 24 * 60 * 60 * 1000

/** Creates a store in this process's memory. */
export function createSessionStore({
  maxSessions = 10_000,
}: SessionStoreOptions = {}): SessionStore {
  const sessions = new Map<string, { session: StoredSession; dropAt: number }>()

  return {
    async get(owner) {
      const key = getKey(owner)
      const entry = sessions.get(key)
      sessions.delete(key)
      if (entry === undefined || entry.dropAt <= Date.now()) return undefined
      // Reinsert, so that the map stays sorted by last use.
      sessions.set(key, entry)
      return entry.session
    },

    async set(owner, session) {
      const key = getKey(owner)
      sessions.delete(key)
      const dropAt = session.expiresAt ?? Date.now() + defaultSessionLifetime
      sessions.set(key, { session, dropAt })
      for (const oldest of sessions.keys()) {
        if (sessions.size <= maxSessions) break
        sessions.delete(oldest)
      }
    },

    async delete(owner) {
      sessions.delete(getKey(owner))
    },
  }
}

// Unambiguous: an inquiry id contains no space.
function getKey({ subjectId, inquiryId }: SessionOwner): string {
  return `${inquiryId} ${subjectId}`
}

/**
 * Wraps a host's store so that it never rejects or hangs. While the store fails, sessions are
 * neither found nor stored, which is logged, and people still get their sessions.
 */
export function createFailOpenStore(store: SessionStore, log: Log): SessionStore {
  async function attempt<Result>(
    operation: keyof SessionStore,
    { subjectId, inquiryId }: SessionOwner,
    run: () => Promise<Result>,
    secret?: string,
  ): Promise<Result | undefined> {
    try {
      return await withTimeout(run())
    } catch (error) {
      // Log only the message, without anything as long as a token: a store's error may contain the whole
      // command, what was read, or the beginning of either.
      const message =
        secret === undefined ? String(error) : String(error).replaceAll(secret, '[token]')
      const sanitized = message.replace(/[\w.-]{40,}/g, '[…]')
      log({
        level: 'error',
        event: 'session_store',
        outcome: 'failed',
        subjectId,
        inquiryId,
        message: `sessions.${operation} failed, so that sessions may be spent without need: ${sanitized}`,
      })
      return undefined
    }
  }

  return {
    get: (owner) => attempt('get', owner, () => store.get(owner)),
    set: (owner, session) =>
      attempt('set', owner, () => store.set(owner, session), session.sessionToken),
    delete: (owner) => attempt('delete', owner, () => store.delete(owner)),
  }
}
