import { isInquiryId, type OneTimeLink, parseOneTimeLink } from '@resumable-inquiry/core/wire'
import { getIn } from '../get-in.ts'
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

/** Options of every call. */
export interface PersonaCallOptions {
  /** Aborts the call. */
  signal?: AbortSignal
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
  retrieveInquiry(inquiryId: string, options?: PersonaCallOptions): Promise<Inquiry>
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
  const toActionCall = (
    inquiryId: string,
    action: 'resume' | 'expire' | 'generate-one-time-link',
  ) => ({
    method: 'POST' as const,
    path: `${getInquiryPath(inquiryId)}/${action}`,
    caller: inquiryId,
    furtherCalls: 0,
    // All three are idempotent. If the response to a resume is lost, Persona returns the unused session
    // again; it does the same with an unused link.
    isRepeatable: true,
  })

  return {
    async retrieveInquiry(inquiryId, { signal } = {}) {
      const path = getInquiryPath(inquiryId)
      const query = { include: 'inquiry-template' }
      return toInquiry(
        await call({
          method: 'GET',
          path,
          query,
          caller: inquiryId,
          // A resume or a link usually follows.
          furtherCalls: 1,
          isRepeatable: true,
          signal,
        }),
      )
    },

    async createInquiry(inquiry, { idempotencyKey, signal } = {}) {
      return toInquiry(
        await call({
          method: 'POST',
          path: '/inquiries',
          body: toInquiryBody(inquiry),
          caller: getCaller(inquiry.referenceId),
          furtherCalls: 0,
          isRepeatable: idempotencyKey !== undefined,
          idempotencyKey,
          signal,
        }),
      )
    },

    async listInquiries({ referenceId, status }, { signal } = {}) {
      const query = {
        'filter[reference-id]': referenceId,
        ...(status === undefined ? {} : { 'filter[status]': status.join(',') }),
      }
      const caller = getCaller(referenceId)
      return toInquiries(
        await call({
          method: 'GET',
          path: '/inquiries',
          query,
          caller,
          // A creation usually follows.
          furtherCalls: 1,
          isRepeatable: true,
          signal,
        }),
      )
    },

    async resumeInquiry(inquiryId, { signal } = {}) {
      const response = await call({ ...toActionCall(inquiryId, 'resume'), signal })
      const sessionToken = getIn(response.body, 'meta', 'session-token')
      if (typeof sessionToken !== 'string' || sessionToken === '') {
        throw invalidResponse(response, 'resumed an inquiry without a session token')
      }
      return { inquiry: toInquiry(response), sessionToken }
    },

    async generateOneTimeLink(inquiryId, { expiresInSeconds, signal } = {}) {
      const meta = { 'expires-in-seconds': expiresInSeconds }
      const body = expiresInSeconds === undefined ? undefined : { meta }
      const response = await call({
        ...toActionCall(inquiryId, 'generate-one-time-link'),
        body,
        signal,
      })
      const link = parseOneTimeLink({
        url: getIn(response.body, 'meta', 'one-time-link'),
        shortUrl: getIn(response.body, 'meta', 'one-time-link-short') ?? null,
        expiresIn: null,
      })
      if (link === undefined) throw invalidResponse(response, 'made no one-time link')
      return link
    },

    async expireInquiry(inquiryId, { signal } = {}) {
      return toInquiry(await call({ ...toActionCall(inquiryId, 'expire'), signal }))
    },
  }
}

function getCaller(referenceId: string | undefined): string {
  return referenceId === undefined ? `anonymous ${crypto.randomUUID()}` : `person ${referenceId}`
}

function getInquiryPath(inquiryId: string): string {
  if (!isInquiryId(inquiryId)) {
    throw new TypeError('An inquiry id begins with inq_ and holds letters, digits, _ and - only.')
  }
  return `/inquiries/${inquiryId}`
}

function toInquiry(response: PersonaResponse): Inquiry {
  const { body, requestId } = response
  const inquiry = parseInquiry(getIn(body, 'data'), getIn(body, 'included'))
  if (inquiry === undefined) throw invalidResponse(response, 'sent something that is no inquiry')
  return { ...inquiry, requestId }
}

function toInquiries(response: PersonaResponse): Inquiry[] {
  const data = getIn(response.body, 'data')
  if (!Array.isArray(data)) throw invalidResponse(response, 'sent something that is no list')
  return data.map((item: unknown) => toInquiry({ ...response, body: { data: item } }))
}

function invalidResponse({ requestId }: PersonaResponse, what: string): PersonaApiError {
  return new PersonaApiError('invalid_response', `Persona answered with a success, but ${what}.`, {
    requestId,
  })
}
