import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import {
  type FinishedInquiryStatus,
  type InquirySession,
  type InquirySummary,
  isFinishedInquiryStatus,
  isInquiryId,
  type OneTimeLink,
  type OneTimeLinkRequestBody,
  parseInquirySession,
  parseInquirySummary,
  parseOneTimeLink,
  type SessionReason,
} from '../wire/index.ts'
import { type BackEnd, createBackEnd, type Endpoint, type EndpointOptions } from './back-end.ts'
import { createGrant, createSessionMemory, type Grant } from './session-memory.ts'
import { withRetries } from './with-retries.ts'

/** What a host's own `fetchSession` is asked for. */
export interface SessionRequest {
  /** Left out: the signed-in person's own inquiry, started or resumed. */
  inquiryId?: string
  reason: SessionReason
  /** Counts the recoveries since the person last made progress, from 1. */
  attempt: number
  /** Aborted at the deadline and by `clear()`. */
  signal: AbortSignal
}

/** Asks the host's back end for a session in the host's own way. */
export type FetchSession = (request: SessionRequest) => Promise<InquirySession>

/** How an inquiry client reaches the back end: over the wire contract, or in the host's own way. */
export type InquiryClientOptions =
  | (EndpointOptions & { fetchSession?: undefined })
  | ({ fetchSession: FetchSession } & { [Key in keyof EndpointOptions]?: undefined })

/** What a flow asks of its client. */
export interface GrantRequest {
  inquiryId: string | undefined
  reason: SessionReason
  attempt: number
  /** Milliseconds for everything, repetitions included. */
  timeout: number
}

/**
 * Asks for sessions, remembers them, forgets them. One per signed-in person, in the browser only: a
 * memory shared by two people would hand one the other's session.
 */
export interface InquiryClient {
  /**
   * Asks the back end for a session. Requests for the same inquiry share one flight, which outlives
   * whoever asked: not listening to an answer does not un-mint its session.
   *
   * @throws ResumableInquiryError
   */
  requestGrant(request: GrantRequest): Promise<Grant>
  /** What is remembered of an inquiry and may be used again. */
  recallGrant(inquiryId: string): Grant | undefined
  /** Remembers a session that came by another way than an answer. */
  keepSession(session: InquirySession): void
  /** Remembers for the page's life that an inquiry is over, and who said so. */
  finishInquiry(
    inquiryId: string,
    status: FinishedInquiryStatus,
    source: 'widget' | 'backend',
  ): void
  /**
   * Reads where an inquiry stands. Costs no session.
   *
   * @throws ResumableInquiryError
   */
  fetchSummary(inquiryId: string, options?: { signal?: AbortSignal }): Promise<InquirySummary>
  /**
   * Makes a link with which the person goes on in any browser.
   *
   * @throws ResumableInquiryError
   */
  createOneTimeLink(inquiryId: string, options?: OneTimeLinkRequestBody): Promise<OneTimeLink>
  /** Forgets everything and stops every flow. To be called when the person signs out. */
  clear(): void
  /** Aborted by the next `clear()`, after which the client has a new one. */
  readonly signal: AbortSignal
  /** Calls a listener at every `clear()`. Returns an unsubscribe function. */
  onClear(listener: () => void): () => void
}

/** Milliseconds for an answer, repetitions included. */
export const defaultSessionTimeout = 15_000

/**
 * Makes the client of one signed-in person.
 *
 * @example
 * const inquiries = createInquiryClient({ endpoint: '/api/inquiries' })
 * @throws ResumableInquiryError `invalid_config` when both `endpoint` and `fetchSession` are given.
 */
export function createInquiryClient(options: InquiryClientOptions = {}): InquiryClient {
  const backEnd = createBackEnd(options)
  const memory = createSessionMemory()
  const flights = new Map<string, { promise: Promise<Grant>; renews: boolean }>()
  /** Counts the renewals that were asked for, by inquiry. */
  const renewals = new Map<string, number>()
  const clearListeners = new Set<() => void>()
  let lifetime = new AbortController()

  const ask = async ({ inquiryId, reason, attempt, timeout }: GrantRequest): Promise<Grant> => {
    if (inquiryId !== undefined && !isInquiryId(inquiryId)) throw invalidInquiryId()
    const answer = await reach(inquiryId, timeout, [lifetime.signal], (signal) =>
      backEnd.fetchSession({
        ...(inquiryId !== undefined && { inquiryId }),
        reason,
        attempt,
        signal,
      }),
    )
    const session = parseInquirySession(answer)
    if (session === undefined) throw wrongShape()
    return createGrant(session)
  }

  /** Tries to get an answer, and forgets what a refusal says is no more. */
  const reach = async <Answer>(
    inquiryId: string | undefined,
    timeout: number,
    signals: readonly AbortSignal[],
    call: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await withRetries(call, { timeout, signals })
    } catch (error) {
      const code = isResumableInquiryError(error) ? error.code : undefined
      if (code === 'signed_out') memory.clear()
      if (code === 'not_found' && inquiryId !== undefined) memory.forget(inquiryId)
      throw error
    }
  }

  const land = async (key: string, request: GrantRequest): Promise<Grant> => {
    const { signal } = lifetime
    const { inquiryId } = request
    const renewed = renewals.get(key)
    const grant = await ask(request)
    signal.throwIfAborted()
    if (renewals.get(key) !== renewed) {
      // The session that was renewed meanwhile is the one that lives.
      return (await flights.get(key)?.promise) ?? memory.recall(key) ?? grant
    }
    // An outdated inquiry was replaced: nothing is left of it.
    if (inquiryId !== undefined && grant.session.inquiryId !== inquiryId) memory.forget(inquiryId)
    memory.keep(grant)
    return grant
  }

  return {
    requestGrant(request) {
      const key = request.inquiryId ?? ''
      const renews = request.reason !== 'start'
      if (renews) memory.forget(key)

      const earlier = flights.get(key)
      // A start joins whatever is under way; a renewal must not be content with the session that a
      // start may be bringing, since that may be the one that died.
      if (earlier && (earlier.renews || !renews)) return earlier.promise
      if (renews) renewals.set(key, (renewals.get(key) ?? 0) + 1)

      const promise = land(key, request).finally(() => {
        if (flights.get(key)?.promise === promise) flights.delete(key)
      })
      flights.set(key, { promise, renews })
      return promise
    },
    recallGrant: memory.recall,
    keepSession(session) {
      memory.keep(createGrant(session))
    },
    finishInquiry: memory.finish,
    async fetchSummary(inquiryId, { signal } = {}) {
      const endpoint = endpointFor(backEnd, inquiryId)
      const signals = signal ? [lifetime.signal, signal] : [lifetime.signal]
      const summary = await reach(inquiryId, defaultSessionTimeout, signals, (trySignal) =>
        endpoint.get(`/${inquiryId}`, parseInquirySummary, trySignal),
      )
      if (isFinishedInquiryStatus(summary.status))
        memory.finish(inquiryId, summary.status, 'backend')
      return summary
    },
    async createOneTimeLink(inquiryId, body = {}) {
      const endpoint = endpointFor(backEnd, inquiryId)
      const signals = [lifetime.signal]
      return await reach(inquiryId, defaultSessionTimeout, signals, (trySignal) =>
        endpoint.post(`/${inquiryId}/one-time-link`, body, parseOneTimeLink, trySignal),
      )
    },
    clear() {
      lifetime.abort(new DOMException('The inquiry client was cleared.', 'AbortError'))
      lifetime = new AbortController()
      flights.clear()
      memory.clear()
      for (const listener of clearListeners) listener()
    },
    get signal() {
      return lifetime.signal
    },
    onClear(listener) {
      clearListeners.add(listener)
      return () => clearListeners.delete(listener)
    },
  }
}

function endpointFor({ endpoint }: BackEnd, inquiryId: string): Endpoint {
  if (endpoint === undefined) {
    throw new ResumableInquiryError(
      'invalid_config',
      'A client with its own fetchSession can ask for nothing but sessions. Create it with an endpoint to read statuses and make links.',
    )
  }
  if (!isInquiryId(inquiryId)) throw invalidInquiryId()
  return endpoint
}

function wrongShape(): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_response',
    'fetchSession did not return an inquiry session. Return { inquiryId, status, sessionToken, expiresIn }, with null where there is none.',
  )
}

/** The error for an inquiry id that is not one. */
export function invalidInquiryId(): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    'The inquiryId is not one: it begins with "inq_". A template id ("itmpl_…") belongs to the back end, which creates the inquiry.',
  )
}
