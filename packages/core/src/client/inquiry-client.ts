import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import {
  type FinishedInquiryStatus,
  type InquirySession,
  type InquirySummary,
  isInquiryId,
  type OneTimeLink,
  type OneTimeLinkRequestBody,
  parseInquirySession,
  parseInquirySummary,
  parseOneTimeLink,
  type SessionReason,
} from '../wire/index.ts'
import { type BackEnd, createBackEnd, type EndpointOptions } from './back-end.ts'
import { createSessionMemory, type Grant } from './session-memory.ts'
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
  /** Remembers for the page's life that an inquiry is over. */
  finishInquiry(inquiryId: string, status: FinishedInquiryStatus): void
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
  /** Is told of every `clear()`. Answers how to stop listening. */
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
  const clearListeners = new Set<() => void>()
  let lifetime = new AbortController()

  const ask = async (request: GrantRequest, signal: AbortSignal): Promise<Grant> => {
    const { inquiryId, reason, attempt, timeout } = request
    try {
      const answer = await withRetries(
        (trySignal) => {
          const sessionRequest: SessionRequest = { reason, attempt, signal: trySignal }
          if (inquiryId !== undefined) sessionRequest.inquiryId = inquiryId
          return backEnd.fetchSession(sessionRequest)
        },
        { timeout, signal },
      )
      const session = parseInquirySession(answer)
      if (session === undefined) throw wrongShape()
      signal.throwIfAborted()
      // An outdated inquiry was replaced: nothing is left of it.
      if (inquiryId !== undefined && session.inquiryId !== inquiryId) memory.forget(inquiryId)
      return memory.keep(session)
    } catch (error) {
      const code = isResumableInquiryError(error) ? error.code : undefined
      if (inquiryId !== undefined && (code === 'signed_out' || code === 'not_found')) {
        memory.forget(inquiryId)
      }
      throw error
    }
  }

  return {
    requestGrant(request) {
      const { inquiryId, reason } = request
      const renews = reason !== 'start'
      if (renews && inquiryId !== undefined) memory.forget(inquiryId)

      const key = inquiryId ?? ''
      const flight = flights.get(key)
      // A start joins whatever is under way; a renewal must not be content with the session that a
      // start may be bringing, since that may be the one that died.
      if (flight && (flight.renews || !renews)) return flight.promise

      const promise = ask(request, lifetime.signal).finally(() => {
        if (flights.get(key)?.promise === promise) flights.delete(key)
      })
      flights.set(key, { promise, renews })
      return promise
    },
    recallGrant: memory.recall,
    keepSession: memory.keep,
    finishInquiry: memory.finish,
    async fetchSummary(inquiryId, { signal } = {}) {
      return await reach(backEnd, signal, inquiryId, (endpoint, trySignal) =>
        endpoint.get(`/${inquiryId}`, parseInquirySummary, trySignal),
      )
    },
    async createOneTimeLink(inquiryId, body = {}) {
      return await reach(backEnd, lifetime.signal, inquiryId, (endpoint, trySignal) =>
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
    onClear(listener) {
      clearListeners.add(listener)
      return () => clearListeners.delete(listener)
    },
  }
}

async function reach<Answer>(
  { endpoint }: BackEnd,
  signal: AbortSignal | undefined,
  inquiryId: string,
  call: (endpoint: NonNullable<BackEnd['endpoint']>, signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  if (endpoint === undefined) {
    throw new ResumableInquiryError(
      'invalid_config',
      'A client with its own fetchSession can ask for nothing but sessions. Create it with an endpoint to read statuses and make links.',
    )
  }
  if (!isInquiryId(inquiryId)) throw invalidInquiryId()
  return await withRetries((trySignal) => call(endpoint, trySignal), {
    timeout: defaultSessionTimeout,
    signal: signal ?? new AbortController().signal,
  })
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
