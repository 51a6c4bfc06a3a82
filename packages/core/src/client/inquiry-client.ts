import { withDeadline } from '../deadline.ts'
import { getMock } from '../development.ts'
import {
  attempt,
  isOffline,
  isResumableInquiryError,
  offline,
  ResumableInquiryError,
} from '../errors.ts'
import { isInquiryId } from '../wire/inquiry-id.ts'
import type { InquirySession, SessionReason } from '../wire/inquiry-session.ts'
import { type FinishedInquiryStatus, isFinishedInquiryStatus } from '../wire/inquiry-status.ts'
import type { InquirySummary } from '../wire/inquiry-summary.ts'
import type { OneTimeLink, OneTimeLinkRequestBody } from '../wire/one-time-link.ts'
import { type Backend, createBackend, defaultEndpoint, type Endpoint } from './backend.ts'
import type { InquiryClientOptions } from './client-options.ts'
import { loadAnswers } from './load-answers.ts'
import type { ExpiryAnswer, ExpiryQuery } from './refusals.ts'
import { type CachedSession, createSessionCache, toCachedSession } from './session-cache.ts'

/** What a flow asks its client for. */
export interface SessionQuery {
  /** Left out: the signed-in person's own inquiry, started or resumed. */
  inquiryId: string | undefined
  reason: SessionReason
  attempt: number
  /** Names the token that has expired or is suspected. */
  tokenHash?: string | undefined
  /** Milliseconds for everything, retries included. */
  timeout: number
  /** Called once the request is sent, at each try. Not called where that cannot be told. */
  onSent?: () => void
}

/**
 * Gets sessions from the back end and caches them. Create one for each signed-in person, in the
 * browser only: a cache that two people share would hand one of them the other's session.
 */
export interface InquiryClient {
  /**
   * Requests a session. Requests for the same inquiry share one call, which outlives its callers:
   * ignoring the response does not give the session back.
   *
   * @throws ResumableInquiryError
   */
  requestSession(query: SessionQuery): Promise<CachedSession>
  /** Returns what may be used again: a session before its deadline, or the end of an inquiry. */
  getCachedSession(inquiryId: string): CachedSession | undefined
  /** Caches a session that did not come from the back end. */
  cacheSession(session: InquirySession): void
  /** Caches for the page's life that an inquiry is finished, and who reported it. */
  finishInquiry(
    inquiryId: string,
    status: FinishedInquiryStatus,
    source: CachedSession['source'],
  ): void
  /**
   * Asks the back end once whether the session of a token has ended. Costs no session.
   *
   * @throws {unknown} where there is no answer
   */
  fetchExpiry(query: ExpiryQuery): Promise<ExpiryAnswer>
  /**
   * Reads the status of an inquiry. Costs no session.
   *
   * @throws ResumableInquiryError
   */
  fetchSummary(inquiryId: string, options?: { signal?: AbortSignal }): Promise<InquirySummary>
  /**
   * Creates a link with which the person continues in any browser.
   *
   * @throws ResumableInquiryError
   */
  createOneTimeLink(inquiryId: string, options?: OneTimeLinkRequestBody): Promise<OneTimeLink>
  /** Base path of the back end's handler; none for a client with its own `fetchSession`. */
  readonly endpoint: string | undefined
  /** Whether the host adds headers, such as a login, which a navigation cannot send. */
  readonly hasHeaders: boolean
  /** Loads what reads the back end's answers, which a request loads otherwise. */
  prepare(): void
  /** Empties the cache and stops every flow. Call it when the person signs out. */
  clear(): void
  /** Aborted by the next `clear()`, after which the client has a new one. */
  readonly signal: AbortSignal
  /** Calls a listener at every `clear()`. Returns an unsubscribe function. */
  onClear(listener: () => void): () => void
}

/** Milliseconds for a summary or a link, retries included. */
const requestTimeout = 15_000

/**
 * Creates the client of one signed-in person.
 *
 * @example
 * const inquiries = createInquiryClient({ endpoint: '/api/inquiries' })
 * @throws ResumableInquiryError `invalid_config` when both `endpoint` and `fetchSession` are given.
 */
export function createInquiryClient(options: InquiryClientOptions = {}): InquiryClient {
  const backend = createBackend(options)
  const cache = createSessionCache()
  const inFlight = new Map<string, { promise: Promise<CachedSession>; renews: boolean }>()
  /** Number of renewals requested, by inquiry. */
  const renewals = new Map<string, number>()
  const clearListeners = new Set<() => void>()
  let lifetime = new AbortController()

  /** Calls the back end, and drops from the cache what a refusal says is gone. */
  const callBackend = async <Answer>(
    inquiryId: string | undefined,
    timeout: number,
    signals: readonly AbortSignal[],
    call: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> => {
    getMock()?.addClient(clear)
    try {
      return await withDeadline(
        timeout,
        signals,
        async (signal, deadline) => {
          try {
            return await call(signal)
          } catch (error) {
            return await (await loadAnswers()).retry(error, () => call(signal), deadline, signal)
          }
        },
        () => (isOffline() ? offline() : timedOut(timeout)),
      )
    } catch (error) {
      const code = isResumableInquiryError(error) ? error.code : undefined
      if (code === 'signed_out') cache.clear()
      if (code === 'not_found' && inquiryId !== undefined) cache.delete(inquiryId)
      throw error
    }
  }

  const fetchSession = async (query: SessionQuery): Promise<CachedSession> => {
    const { inquiryId, reason, tokenHash, timeout, onSent } = query
    const { session, checkEvery } = await callBackend(
      inquiryId,
      timeout,
      [lifetime.signal],
      async (signal) => {
        if (inquiryId !== undefined && !isInquiryId(inquiryId)) {
          throw (await loadAnswers()).invalidInquiryId(inquiryId)
        }
        return await backend.fetchSession(
          {
            ...(inquiryId !== undefined && { inquiryId }),
            reason,
            attempt: query.attempt,
            tokenHash,
            signal,
          },
          onSent,
        )
      },
    )
    return toCachedSession(session, 'backend', checkEvery)
  }

  const run = async (key: string, query: SessionQuery): Promise<CachedSession> => {
    const { signal } = lifetime
    const { inquiryId } = query
    const renewalsBefore = renewals.get(key)
    const cached = await fetchSession(query)
    signal.throwIfAborted()
    if (renewals.get(key) !== renewalsBefore) {
      // A renewal was requested meanwhile, so this session may be the one that expired.
      return (await inFlight.get(key)?.promise) ?? cache.get(key) ?? cached
    }
    // The back end replaced an outdated inquiry.
    if (inquiryId !== undefined && cached.session.inquiryId !== inquiryId) cache.delete(inquiryId)
    cache.set(cached)
    return cached
  }

  const clear = (): void => {
    lifetime.abort(new DOMException('The inquiry client was cleared.', 'AbortError'))
    lifetime = new AbortController()
    inFlight.clear()
    cache.clear()
    for (const listener of clearListeners) attempt(listener)
  }

  return {
    requestSession(query) {
      const key = query.inquiryId ?? ''
      const renews = query.reason !== 'start'
      if (renews) cache.delete(key)

      const earlier = inFlight.get(key)
      // A start joins any request. A renewal does not join a start, which may bring the session that
      // expired.
      if (earlier && (earlier.renews || !renews)) return earlier.promise
      if (renews) renewals.set(key, (renewals.get(key) ?? 0) + 1)

      const promise = run(key, query).finally(() => {
        if (inFlight.get(key)?.promise === promise) inFlight.delete(key)
      })
      inFlight.set(key, { promise, renews })
      return promise
    },
    getCachedSession: cache.get,
    cacheSession(session) {
      cache.set(toCachedSession(session))
    },
    finishInquiry: cache.finish,
    fetchExpiry: async (query) =>
      (await loadAnswers()).fetchExpiry(backend.endpoint?.getResponse, query),
    async fetchSummary(inquiryId, { signal } = {}) {
      const endpoint = getEndpoint(backend, inquiryId) ?? (await refuseCall(backend, inquiryId))
      const signals = signal ? [lifetime.signal, signal] : [lifetime.signal]
      const summary = await callBackend(inquiryId, requestTimeout, signals, (trySignal) =>
        endpoint.get(`/${inquiryId}`, (answers) => answers.parseInquirySummary, trySignal),
      )
      if (isFinishedInquiryStatus(summary.status)) {
        cache.finish(inquiryId, summary.status, 'backend')
      }
      return summary
    },
    async createOneTimeLink(inquiryId, body = {}) {
      const endpoint = getEndpoint(backend, inquiryId) ?? (await refuseCall(backend, inquiryId))
      return await callBackend(inquiryId, requestTimeout, [lifetime.signal], (trySignal) =>
        endpoint.post(
          `/${inquiryId}/one-time-link`,
          body,
          (answers) => answers.parseOneTimeLink,
          trySignal,
        ),
      )
    },
    endpoint: backend.endpoint && (options.endpoint ?? defaultEndpoint),
    hasHeaders: options.headers !== undefined,
    prepare() {
      // A request loads it again, and reports where it did not load.
      loadAnswers().catch(() => {})
    },
    clear,
    get signal() {
      return lifetime.signal
    },
    onClear(listener) {
      clearListeners.add(listener)
      return () => clearListeners.delete(listener)
    },
  }
}

function getEndpoint({ endpoint }: Backend, inquiryId: string): Endpoint | undefined {
  return isInquiryId(inquiryId) ? endpoint : undefined
}

async function refuseCall({ endpoint }: Backend, inquiryId: string): Promise<never> {
  const { invalidInquiryId, noEndpoint } = await loadAnswers()
  throw endpoint === undefined ? noEndpoint() : invalidInquiryId(inquiryId)
}

function timedOut(timeout: number): ResumableInquiryError {
  return new ResumableInquiryError(
    'timeout',
    `The back end did not respond within ${timeout / 1000} seconds. Try again.`,
  )
}
