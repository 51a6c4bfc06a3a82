import { isInquiryId, type OneTimeLink, parseOneTimeLink } from '@resumable-inquiry/core/wire'
import { getIn } from '../get-in.ts'
import type { PersonaCaller } from './call-pacer/leases.ts'
import { callPersona } from './call-persona.ts'
import {
  type Inquiry,
  type NewInquiry,
  parseInquiry,
  type ResumedInquiry,
  toInquiryBody,
} from './inquiry.ts'
import { PersonaApiError } from './persona-api-error.ts'
import {
  createPersonaConnection,
  type PersonaApiOptions,
  type PersonaCall,
  type PersonaResponse,
} from './persona-connection.ts'
import { createRetrievedInquiries } from './retrieved-inquiries.ts'

/** Options of every call. */
export interface PersonaCallOptions {
  /** Aborts the call. */
  signal?: AbortSignal
  /** The person that the call is made for, in one piece of work. @default the inquiry's own budget */
  caller?: PersonaCaller
}

/** Options of retrieving an inquiry. */
export interface RetrieveInquiryOptions extends PersonaCallOptions {
  /**
   * How old the response to an earlier call with `maxAge` may be, in milliseconds, to be returned again
   * without a call. It is forgotten when this client makes any other call about the inquiry.
   *
   * @default 0: always call
   */
  maxAge?: number
}

/** Options of creating an inquiry. */
export interface CreateInquiryOptions extends PersonaCallOptions {
  /**
   * Persona repeats its first response to calls with the same key for 24 hours. Without a key, a call
   * without a response is not retried.
   */
  idempotencyKey?: string | undefined
}

/** Which inquiries to list. */
export interface InquiryFilter {
  /** The host's id for the person. */
  referenceId: string
  /** Statuses to include. @default all */
  status?: readonly string[]
}

/** Options of creating a one-time link. */
export interface OneTimeLinkOptions extends PersonaCallOptions {
  /** Seconds until a new link expires unused. @default Persona's own, set on the template */
  expiresInSeconds?: number
}

/**
 * The part of Persona's API that the handler needs. Calls are paced so that Persona does not reject
 * any for its rate limit: without room soon, a call is not sent and throws `rate_limited` with
 * `retryAfter`. A repeatable call without a response is retried once. Every call throws a
 * {@link PersonaApiError} unless it succeeds, or the reason of its `signal` if that is aborted.
 */
export interface PersonaApi {
  /** Retrieves an inquiry and the latest version of its template. */
  retrieveInquiry(inquiryId: string, options?: RetrieveInquiryOptions): Promise<Inquiry>
  /** Forgets what was retrieved of an inquiry, such as when a webhook says that it has changed. */
  forgetInquiry(inquiryId: string): void
  /** Creates an inquiry. Uses no session. */
  createInquiry(inquiry: NewInquiry, options?: CreateInquiryOptions): Promise<Inquiry>
  /** Lists a person's inquiries, newest first, up to ten. */
  listInquiries(filter: InquiryFilter, options?: PersonaCallOptions): Promise<readonly Inquiry[]>
  /** Gets a session, which may use one of the inquiry's 25. Revives an expired inquiry. */
  resumeInquiry(inquiryId: string, options?: PersonaCallOptions): Promise<ResumedInquiry>
  /**
   * Gets a link that continues the inquiry in any browser. Fails for an expired inquiry.
   *
   * `expiresIn` is `null`: Persona does not return it, and returns an unused link again whatever the
   * requested lifetime.
   *
   * @see https://docs.withpersona.com/resuming-inquiries
   */
  generateOneTimeLink(inquiryId: string, options?: OneTimeLinkOptions): Promise<OneTimeLink>
  /** Ends an inquiry's sessions. The inquiry can be resumed later. */
  expireInquiry(inquiryId: string, options?: PersonaCallOptions): Promise<Inquiry>
}

/** Calls to Persona's API that are all made for one person, in one piece of work. */
export type PersonaCalls = Omit<PersonaApi, 'forgetInquiry'>

/**
 * Creates a client of Persona's REST API.
 *
 * @throws {TypeError} if the key or the base URL is malformed
 * @example
 * const persona = createPersonaApi({ apiKey: process.env.PERSONA_API_KEY ?? '' })
 */
export function createPersonaApi(options: PersonaApiOptions): PersonaApi {
  const connection = createPersonaConnection(options)
  const call = (request: PersonaCall) => callPersona(connection, request)
  const retrieved = createRetrievedInquiries()

  async function act(
    inquiryId: string,
    action: 'resume' | 'expire' | 'generate-one-time-link',
    { signal, caller = { id: inquiryId } }: PersonaCallOptions,
    body?: unknown,
  ): Promise<{ response: PersonaResponse; inquiry: Inquiry }> {
    try {
      const response = await call({
        method: 'POST',
        path: `${getInquiryPath(inquiryId)}/${action}`,
        body,
        caller,
        furtherCalls: 0,
        // All three are idempotent. If the response to a resume is lost, Persona returns the unused session
        // again; it does the same with an unused link.
        isRepeatable: true,
        signal,
      })
      return { response, inquiry: toInquiry(response, { id: inquiryId }) }
    } finally {
      // Also what is being retrieved now, and may have been read before the change.
      retrieved.forget(inquiryId)
    }
  }

  return {
    async retrieveInquiry(inquiryId, { signal, caller = { id: inquiryId }, maxAge = 0 } = {}) {
      const path = getInquiryPath(inquiryId)
      return await retrieved.get(inquiryId, maxAge, async () => {
        const response = await call({
          method: 'GET',
          path,
          query: { include: 'inquiry-template' },
          caller,
          // A resume or a link usually follows, unless an old response would have done.
          furtherCalls: maxAge > 0 ? 0 : 1,
          isRepeatable: true,
          signal,
        })
        return toInquiry(response, { id: inquiryId })
      })
    },

    forgetInquiry: retrieved.forget,

    async createInquiry(inquiry, { idempotencyKey, signal, caller } = {}) {
      const { referenceId } = inquiry
      const response = await call({
        method: 'POST',
        path: '/inquiries',
        body: toInquiryBody(inquiry),
        caller: caller ?? { id: referenceId ?? crypto.randomUUID() },
        furtherCalls: 0,
        isRepeatable: idempotencyKey !== undefined,
        idempotencyKey,
        signal,
      })
      return toInquiry(response, { referenceId })
    },

    async listInquiries({ referenceId, status }, { signal, caller = { id: referenceId } } = {}) {
      const query = {
        'filter[reference-id]': referenceId,
        ...(status === undefined ? {} : { 'filter[status]': status.join(',') }),
      }
      const response = await call({
        method: 'GET',
        path: '/inquiries',
        query,
        caller,
        // A creation usually follows.
        furtherCalls: 1,
        isRepeatable: true,
        signal,
      })
      return toInquiries(response, { referenceId })
    },

    async resumeInquiry(inquiryId, callOptions = {}) {
      const { response, inquiry } = await act(inquiryId, 'resume', callOptions)
      const sessionToken = getIn(response.body, 'meta', 'session-token')
      if (typeof sessionToken !== 'string' || sessionToken === '') {
        throw invalidResponse(response, 'resumed an inquiry without a session token')
      }
      return { inquiry, sessionToken }
    },

    async generateOneTimeLink(inquiryId, { expiresInSeconds, ...callOptions } = {}) {
      const meta = { 'expires-in-seconds': expiresInSeconds }
      const body = expiresInSeconds === undefined ? undefined : { meta }
      const { response } = await act(inquiryId, 'generate-one-time-link', callOptions, body)
      const link = parseOneTimeLink({
        url: getIn(response.body, 'meta', 'one-time-link'),
        shortUrl: getIn(response.body, 'meta', 'one-time-link-short') ?? null,
        expiresIn: null,
      })
      if (link === undefined) throw invalidResponse(response, 'made no one-time link')
      return link
    },

    async expireInquiry(inquiryId, callOptions = {}) {
      const { inquiry } = await act(inquiryId, 'expire', callOptions)
      return inquiry
    },
  }
}

function getInquiryPath(inquiryId: string): string {
  if (!isInquiryId(inquiryId)) {
    throw new TypeError('An inquiry id begins with inq_ and holds letters, digits, _ and - only.')
  }
  return `/inquiries/${inquiryId}`
}

/** What a response must be about. */
interface Expected {
  readonly id?: string
  readonly referenceId?: string | undefined
}

/** @throws {PersonaApiError} `invalid_response`, also for another inquiry: a proxy may mix responses up */
function toInquiry(response: PersonaResponse, { id, referenceId }: Expected): Inquiry {
  const { body, requestId } = response
  const data = getIn(body, 'data')
  const inquiry = parseInquiry(data, getIn(body, 'included'))
  if (inquiry === undefined) throw invalidResponse(response, 'sent something that is no inquiry')
  // Persona may leave the reference id out.
  const stated = getIn(data, 'attributes', 'reference-id') ?? undefined
  if (isOther(inquiry.id, id) || isOther(stated, referenceId)) {
    throw invalidResponse(response, 'sent another inquiry than the one asked for')
  }
  return { ...inquiry, requestId }
}

function isOther(stated: unknown, expected: string | undefined): boolean {
  return stated !== undefined && expected !== undefined && stated !== expected
}

function toInquiries(response: PersonaResponse, expected: Expected): Inquiry[] {
  const data = getIn(response.body, 'data')
  if (!Array.isArray(data)) throw invalidResponse(response, 'sent something that is no list')
  return data.map((item: unknown) => toInquiry({ ...response, body: { data: item } }, expected))
}

function invalidResponse({ requestId }: PersonaResponse, what: string): PersonaApiError {
  return new PersonaApiError('invalid_response', `Persona answered with a success, but ${what}.`, {
    requestId,
  })
}
