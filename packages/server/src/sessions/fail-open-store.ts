import { createCircuitBreaker, type StoreTime } from '../timeouts.ts'
import { getIn } from '../get-in.ts'
import type { Log } from '../logging/log.ts'
import {
  createSessionMap,
  defaultMaxSessions,
  type EndedToken,
  type ExpiredSession,
  parseExpired,
  parseSession,
  type SessionOwner,
  type SessionStore,
  type StoredSession,
} from './session-store.ts'

/** A session with a token, which can be handed out. */
export interface LiveSession {
  readonly sessionToken: string
  readonly expiresAt: number | null
  readonly tokenHash: string | undefined
}

/** What is known of an owner's sessions. */
export type SessionLookup =
  | { readonly kind: 'found'; readonly session: LiveSession; readonly ended: readonly EndedToken[] }
  /**
   * The store has none, or could not be asked. `last` is what this process alone remembers, which other
   * processes may have replaced.
   */
  | {
      readonly kind: 'none' | 'unknown'
      readonly last: LiveSession | undefined
      readonly ended: readonly EndedToken[]
    }

/** The sessions of owners, as one request sees them. Never rejects or hangs. */
export interface FailOpenStore {
  get(owner: SessionOwner): Promise<SessionLookup>
  /** Changes what is stored, given what this process remembers. Call `get` first to refresh that. */
  update(
    owner: SessionOwner,
    change: (session: StoredSession | undefined) => StoredSession,
  ): Promise<void>
  delete(owner: SessionOwner): Promise<void>
  /** Whether the end of sessions is ever recorded. */
  readonly recordsExpiry: boolean
  /** Returns the sessions of an inquiry that are recorded as ended; `undefined` if unknown. */
  getExpired(owner: SessionOwner): Promise<readonly ExpiredSession[] | undefined>
}

/** Number of tokens to remember beside an owner's session. */
const maxEndedTokens = 8

/**
 * Puts this process's memory behind a host's store. While the store fails or answers late, people are
 * served from this memory, and the failure is logged. What this process knows of an owner outlives a
 * store that has lost it, or missed a change.
 *
 * @param store left out: this process's memory alone
 */
export function createFailOpenStore(
  store: SessionStore | undefined,
  log: Log,
): (time: StoreTime) => FailOpenStore {
  // Behind a store, forgetting the least recently used sessions costs nothing.
  const memory = createSessionMap(defaultMaxSessions, store === undefined ? log : () => {})
  const callStore = createCircuitBreaker()

  return (time) => {
    /** Calls the store. Returns `undefined` if it fails, is late, or is not called for that. */
    async function attempt<Result>(
      operation: keyof SessionStore,
      { subjectId, inquiryId }: SessionOwner,
      call: () => Promise<Result>,
      secret?: string | null,
    ): Promise<{ readonly value: Result } | undefined> {
      try {
        return { value: await callStore(time, call) }
      } catch (error) {
        // Log only the message, without anything as long as a token: a store's error may contain the whole
        // command, what was read, or the beginning of either.
        const text = toText(error)
        const message = secret == null ? text : text.replaceAll(secret, '[token]')
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

    async function write(owner: SessionOwner, session: StoredSession): Promise<void> {
      memory.set(owner, session)
      if (store === undefined) return
      await attempt('set', owner, () => store.set(owner, session), session.sessionToken)
    }

    return {
      recordsExpiry: store?.markExpired !== undefined && store.getExpired !== undefined,

      async get(owner) {
        if (store === undefined) return toLookup(memory.get(owner))
        const answer = await attempt('get', owner, async () => {
          const session = parseSession(await store.get(owner))
          return session && (await withTokenHash(session))
        })
        if (answer === undefined) return toLookup(memory.get(owner), 'unknown')
        const stored = answer.value
        if (stored === undefined) return toLookup(memory.get(owner), 'none')
        const merged = mergeSessions(stored, memory.get(owner))
        if (merged.sessionToken === stored.sessionToken) memory.set(owner, merged)
        else await write(owner, merged)
        return toLookup(merged)
      },

      update: (owner, change) => write(owner, change(memory.get(owner))),

      async delete(owner) {
        memory.delete(owner)
        if (store !== undefined) await attempt('delete', owner, () => store.delete(owner))
      },

      async getExpired(owner) {
        const answer = await attempt('getExpired', owner, async () => {
          return parseExpired(await store?.getExpired?.(owner.inquiryId))
        })
        return answer?.value
      },
    }
  }
}

function toLookup(session: StoredSession | undefined, failure?: 'none' | 'unknown'): SessionLookup {
  const ended = session?.ended ?? []
  const last = session === undefined ? undefined : toLiveSession(session)
  if (failure !== undefined) return { kind: failure, last, ended }
  return last === undefined
    ? { kind: 'none', last, ended }
    : { kind: 'found', session: last, ended }
}

function toLiveSession({
  sessionToken,
  expiresAt,
  tokenHash,
}: StoredSession): LiveSession | undefined {
  return sessionToken === null ? undefined : { sessionToken, expiresAt, tokenHash }
}

async function withTokenHash(session: StoredSession): Promise<StoredSession> {
  const { sessionToken, tokenHash } = session
  if (sessionToken === null) return session
  return { ...session, tokenHash: tokenHash ?? (await hashToken(sessionToken)) }
}

/** Returns what a store has thrown as text. Not everything can be converted. */
function toText(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return 'it threw no error'
  }
}

/**
 * Merges what the store has with what this process remembers. The store has the latest session, unless
 * this process knows that it has ended: then the store has missed a change.
 */
function mergeSessions(stored: StoredSession, own: StoredSession | undefined): StoredSession {
  if (own === undefined) return stored
  const ended = joinEnded(own.ended ?? [], stored.ended ?? [])
  const isLive = ({ sessionToken, tokenHash }: StoredSession) =>
    sessionToken !== null && !ended.some((token) => token.tokenHash === tokenHash)
  if (isLive(stored)) return replaceSession({ ...own, ended }, stored)
  if (isLive(own)) return { ...own, ended }
  return { sessionToken: null, expiresAt: null, ended }
}

/** Returns what to store when a session takes the place of another one, which is never handed out again. */
export function replaceSession(
  previous: StoredSession | undefined,
  session: StoredSession,
): StoredSession {
  const { sessionToken, expiresAt, tokenHash } = session
  const isSame = previous?.sessionToken === sessionToken
  const replaced = previous === undefined || isSame ? [] : toEndedTokens(previous)
  const ended = joinEnded(replaced, previous?.ended ?? [])
  return {
    sessionToken,
    expiresAt,
    tokenHash,
    // Persona may call a token valid that a browser has named, if its widget was never loaded.
    ended: ended.filter((token) => token.tokenHash !== tokenHash),
  }
}

/**
 * Returns what to store when a session has ended, and the token that a browser has named.
 *
 * @param sessionToken the session that has ended; another one stays
 */
export function endSession(
  session: StoredSession | undefined,
  sessionToken: string | undefined,
  named: string | undefined,
): StoredSession {
  const { ended = [] } = session ?? {}
  const isEnded = session !== undefined && session.sessionToken === sessionToken
  const replaced = isEnded ? toEndedTokens(session) : []
  const known = joinEnded(replaced, ended)
  const isKnown = named === undefined || known.some(({ tokenHash }) => tokenHash === named)
  const unknown = isKnown ? [] : [{ tokenHash: named, sessionId: null, issuedAt: null }]
  const joined = joinEnded(unknown, known)
  if (session !== undefined && !isEnded) return { ...session, ended: joined }
  // What has ended is remembered for longer than the session would have lasted.
  return { sessionToken: null, expiresAt: null, ended: joined }
}

function toEndedTokens({ sessionToken, tokenHash }: StoredSession): EndedToken[] {
  if (sessionToken === null || tokenHash === undefined) return []
  const { sessionId, issuedAt } = getTokenClaims(sessionToken)
  return [{ tokenHash, sessionId, issuedAt }]
}

function joinEnded(
  latest: readonly EndedToken[],
  earlier: readonly EndedToken[],
): readonly EndedToken[] {
  const hashes = new Set(latest.map(({ tokenHash }) => tokenHash))
  const others = earlier.filter(({ tokenHash }) => !hashes.has(tokenHash))
  return [...latest, ...others].slice(0, maxEndedTokens)
}

// Where there is Node's own hash, it costs a tenth of WebCrypto, which calls another thread.
const { hash } = globalThis.process?.getBuiltinModule?.('node:crypto') ?? {}

/** Returns the hash that names a session token on the wire. */
export async function hashToken(sessionToken: string): Promise<string> {
  if (hash !== undefined) return hash('sha256', sessionToken, 'hex').slice(0, 16)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sessionToken))
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
  return hex.slice(0, 8).join('')
}

/** What a session token says of itself, as far as it can be read. Times are milliseconds since 1970. */
export interface TokenClaims {
  readonly sessionId: string | null
  readonly issuedAt: number | null
  /** An upper bound only: Persona may end the session earlier. */
  readonly expiresAt: number | null
}

/**
 * Returns the claims of a session token. Persona's sample token is a JSON Web Token, but the format is
 * undocumented.
 *
 * @see https://docs.withpersona.com/reference/apiv1inquiriesinquiry-idresume
 */
export function getTokenClaims(sessionToken: string): TokenClaims {
  const [, payload = ''] = sessionToken.split('.')
  let claims: unknown
  try {
    claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    // Not a JSON Web Token.
  }
  const getTime = (name: string) => {
    const seconds = getIn(claims, name)
    return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : null
  }
  const sessionId = getIn(claims, 'sid')
  return {
    sessionId: typeof sessionId === 'string' && sessionId !== '' ? sessionId : null,
    issuedAt: getTime('iat'),
    expiresAt: getTime('exp'),
  }
}
