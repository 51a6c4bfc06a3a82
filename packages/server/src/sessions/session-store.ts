import {
  checkOptions,
  isObject,
  optional,
  requireCount,
  requireFunction,
} from '../check-options.ts'
import { createLog, type Log, type LogEntry } from '../logging/log.ts'

/** The person and inquiry that a session belongs to. */
export interface SessionOwner {
  readonly subjectId: string
  readonly inquiryId: string
}

/** A token that is not handed out again, because a browser has named it or another has replaced it. */
export interface EndedToken {
  readonly tokenHash: string
  /** Persona's id of its session, if the token names it. */
  readonly sessionId: string | null
  /** When Persona created the token, in milliseconds since 1970; `null` if unknown. */
  readonly issuedAt: number | null
}

/** An owner's session that was handed out and may be handed out again. Store it whole. */
export interface StoredSession {
  /** `null` after it has ended, before another one takes its place. */
  readonly sessionToken: string | null
  /** When it expires, in milliseconds since 1970; `null` if unknown. */
  readonly expiresAt: number | null
  readonly tokenHash?: string | undefined
  /** The owner's last eight tokens before this one, latest first. */
  readonly ended?: readonly EndedToken[]
}

/** A session that has ended by Persona's word. */
export interface ExpiredSession {
  /** Persona's id of the session. */
  readonly sessionId: string
  /** When, in milliseconds since 1970 of Persona's clock. */
  readonly at: number
}

/**
 * Stores sessions, so that reloads and second tabs use none of an inquiry's 25. Never returns one
 * owner's session for another.
 *
 * With the last two functions, which belong together, it also passes on what Persona's webhook says
 * about the end of sessions.
 */
export interface SessionStore {
  /** Returns the owner's session unless it has expired. */
  get(owner: SessionOwner): Promise<StoredSession | undefined>
  set(owner: SessionOwner, session: StoredSession): Promise<void>
  delete(owner: SessionOwner): Promise<void>
  /** Records that a session of an inquiry has ended. Repeatable. */
  markExpired?(inquiryId: string, expired: ExpiredSession): Promise<void>
  /** Returns the sessions of an inquiry that are recorded as ended. */
  getExpired?(inquiryId: string): Promise<readonly ExpiredSession[]>
}

/** Options of {@link createSessionStore}. */
export interface SessionStoreOptions {
  /**
   * Maximum number of sessions; beyond it, the least recently used one is dropped, which is logged once.
   * Each takes about a kilobyte.
   *
   * @default 50000
   */
  maxSessions?: number
  /** Writes a log entry. @default warnings and errors go to the console */
  log?: (entry: LogEntry) => unknown
}

/** Number of sessions that a process remembers, some 50 MB. */
export const defaultMaxSessions = 50_000

/** Persona's own session lifetime in milliseconds, for a session with an unknown deadline. */
export const defaultSessionLifetime: number = 24 * 60 * 60 * 1000

/** Milliseconds for which the end of a session is remembered. Persona repeats an event for two days. */
export const expiredLifetime: number = 3 * 24 * 60 * 60 * 1000

/**
 * Creates a store in this process's memory.
 *
 * @throws {TypeError} if options are wrong or unknown; the message names every mistake
 */
export function createSessionStore(options: SessionStoreOptions = {}): Required<SessionStore> {
  checkOptions<SessionStoreOptions>('createSessionStore', options, {
    maxSessions: optional(requireCount),
    log: optional(requireFunction),
  })
  const { maxSessions = defaultMaxSessions, log } = options
  const write = createLog(log)
  const sessions = createSessionMap(maxSessions, write)
  const expired = createExpiringMap<readonly ExpiredSession[]>(maxSessions, write)

  return {
    get: async (owner) => sessions.get(owner),
    set: async (owner, session) => sessions.set(owner, session),
    delete: async (owner) => sessions.delete(owner),
    async markExpired(inquiryId, session) {
      const marks = addExpired(expired.get(inquiryId) ?? [], session)
      expired.set(inquiryId, marks, Date.now() + expiredLifetime)
    },
    getExpired: async (inquiryId) => expired.get(inquiryId) ?? [],
  }
}

/** Number of ended sessions of an inquiry to remember. Persona allows 25 sessions by default. */
const maxExpired = 100

/** Adds a session to those of an inquiry that have ended. Each is there once, with its latest end. */
export function addExpired(
  sessions: readonly ExpiredSession[],
  { sessionId, at }: ExpiredSession,
): readonly ExpiredSession[] {
  const earlier = sessions.find((session) => session.sessionId === sessionId)
  const others = sessions.filter((session) => session !== earlier)
  const added = { sessionId, at: Math.max(at, earlier?.at ?? at) }
  return [...others, added].slice(-maxExpired)
}

/** Sessions by owner, in memory. */
export interface SessionMap {
  get(owner: SessionOwner): StoredSession | undefined
  set(owner: SessionOwner, session: StoredSession): void
  delete(owner: SessionOwner): void
}

/** Creates a {@link SessionMap}, which logs once that it drops the least recently used sessions. */
export function createSessionMap(maxSessions: number, log: Log): SessionMap {
  const sessions = createExpiringMap<StoredSession>(maxSessions, log)
  // Unambiguous: an inquiry id contains no space.
  const getKey = ({ subjectId, inquiryId }: SessionOwner) => `${inquiryId} ${subjectId}`
  return {
    get: (owner) => sessions.get(getKey(owner)),
    set(owner, session) {
      const dropAt = session.expiresAt ?? Date.now() + defaultSessionLifetime
      sessions.set(getKey(owner), session, dropAt)
    },
    delete: (owner) => sessions.delete(getKey(owner)),
  }
}

interface ExpiringMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value, dropAt: number): void
  delete(key: string): void
}

/** Creates a map that drops values at their time, and the least recently used ones beyond a number. */
function createExpiringMap<Value>(maxSize: number, log: Log): ExpiringMap<Value> {
  const entries = new Map<string, { readonly value: Value; readonly dropAt: number }>()
  // Evict several at once: each iterator first skips all entries that were deleted before.
  const batchSize = Math.ceil(maxSize / 100)
  let hasEvicted = false

  function onEvict(): void {
    if (hasEvicted) return
    hasEvicted = true
    log({
      level: 'warn',
      event: 'session_store',
      outcome: 'evicted',
      message: `More than ${maxSize} sessions are stored, so that the least recently used ones are dropped, and people who come back cost new ones. Raise maxSessions, or store sessions outside of this process.`,
    })
  }

  return {
    get(key) {
      const entry = entries.get(key)
      entries.delete(key)
      if (entry === undefined || entry.dropAt <= Date.now()) return undefined
      // Reinsert, so that the map stays sorted by last use.
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, dropAt) {
      entries.delete(key)
      entries.set(key, { value, dropAt })
      if (entries.size <= maxSize) return
      const target = maxSize + 1 - batchSize
      for (const [oldest, entry] of entries) {
        if (entries.size <= target) break
        entries.delete(oldest)
        if (entry.dropAt > Date.now()) onEvict()
      }
    },
    delete(key) {
      entries.delete(key)
    },
  }
}

/**
 * Parses what a store has returned for an owner. Returns `undefined` for nothing, and for a session that
 * has expired.
 *
 * @throws {TypeError} if it is no session
 */
export function parseSession(content: unknown): StoredSession | undefined {
  if (content == null) return undefined
  const { sessionToken, expiresAt = null, tokenHash, ended } = toRecord(content)
  if ((sessionToken !== null && !isText(sessionToken)) || !isTime(expiresAt)) {
    throw new TypeError(
      'What is stored is no session: sessionToken must be a string or null, expiresAt a number or null.',
    )
  }
  if (expiresAt !== null && expiresAt <= Date.now()) return undefined
  return {
    sessionToken,
    expiresAt,
    ...(isText(tokenHash) && { tokenHash }),
    ...(Array.isArray(ended) && { ended: ended.filter(isEndedToken) }),
  }
}

/**
 * Parses what a store has returned about the end of sessions. Returns `undefined` for nothing.
 *
 * @throws {TypeError} if it is no list of them
 */
export function parseExpired(content: unknown): readonly ExpiredSession[] | undefined {
  if (content == null) return undefined
  if (Array.isArray(content) && content.every(isExpiredSession)) return content
  throw new TypeError('What is stored is no list of { sessionId, at } with numbers as at.')
}

function isExpiredSession(value: unknown): value is ExpiredSession {
  const { sessionId, at } = toRecord(value)
  return isText(sessionId) && Number.isFinite(at)
}

function isEndedToken(value: unknown): value is EndedToken {
  const { tokenHash, sessionId, issuedAt } = toRecord(value)
  return isText(tokenHash) && (sessionId === null || isText(sessionId)) && isTime(issuedAt)
}

// Read inherited properties too: the rows of some libraries have getters.
function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isTime(value: unknown): value is number | null {
  return value === null || Number.isFinite(value)
}
