import type { OneTimeLink } from '@resumable-inquiry/core/wire'
import { isInquiryId, parseOneTimeLink } from '@resumable-inquiry/core/wire'
import { callPersona } from './call-persona.ts'
import type { Inquiry, NewInquiry, ResumedInquiry } from './inquiry.ts'
import { newInquiryBody } from './new-inquiry-body.ts'
import type { PersonaAnswer, PersonaCall } from './persona-connection.ts'
import { readConnection } from './read-connection.ts'
import { PersonaApiError } from './persona-api-error.ts'
import { readInquiry } from './read-inquiry.ts'
import { readPath } from '../get-in.ts'

/** How Persona is reached. */
export interface PersonaApiOptions {
  /** A key of the Persona environment whose inquiries are served. It never leaves the back end. */
  apiKey: string
  /** @default 'https://api.withpersona.com/api/v1' */
  baseUrl?: string
  /** The API version asked for, as a date. @default '2023-01-05' */
  version?: string
  /**
   * Milliseconds within which each call is answered in full, its wait and its repetition included.
   * The handler makes up to three in turn, which fit in the 15 s that a browser waits. One or two more
   * come only where a creation is refused, another request claims the person's inquiry meanwhile, or
   * it ends between two calls; if all of them are slow, the browser gives up and asks again.
   *
   * @default 4500
   */
  timeout?: number
  /** Must honour the `signal` it is given. @default the global `fetch` */
  fetch?: typeof fetch
}

/** Lets a caller give up. */
export interface PersonaCallOptions {
  signal?: AbortSignal
}

/** How an inquiry is created. */
export interface CreateInquiryOptions extends PersonaCallOptions {
  /**
   * Persona answers every call with this key as it did the first, for 24 hours. Without one, a call
   * that got no answer is not repeated.
   */
  idempotencyKey?: string | undefined
}

/** Which inquiries are listed. */
export interface InquiryFilter {
  /** The host's id for the person. */
  referenceId: string
  /** Only these statuses. @default all */
  status?: readonly string[]
}

/** How a one-time link is made. */
export interface OneTimeLinkOptions extends PersonaCallOptions {
  /** Seconds until an unused link dies, if a new one is made. @default Persona's own, set on the template */
  expiresInSeconds?: number
}

/**
 * The calls to Persona that granting access needs. They are spread out so that Persona refuses none
 * for coming too fast: where there is no room soon, a call is not sent and throws `rate_limited` with
 * `retryAfter`. A call that is safe to repeat is sent once more when it got no answer. Each throws a
 * {@link PersonaApiError} unless it succeeds, or the reason of its `signal` when that was aborted.
 */
export interface PersonaApi {
  /** Reads an inquiry and the latest version of its template. */
  retrieveInquiry(inquiryId: string, options?: PersonaCallOptions): Promise<Inquiry>
  /** Creates an inquiry. It costs no session. */
  createInquiry(inquiry: NewInquiry, options?: CreateInquiryOptions): Promise<Inquiry>
  /** Lists a person's inquiries, newest first, ten at most. */
  listInquiries(filter: InquiryFilter, options?: PersonaCallOptions): Promise<readonly Inquiry[]>
  /** Gets a session, which may cost one of the inquiry's 25, and revives an expired inquiry. */
  resumeInquiry(inquiryId: string, options?: PersonaCallOptions): Promise<ResumedInquiry>
  /**
   * Gets a link with which the person goes on in any browser. Refused for an expired inquiry.
   *
   * `expiresIn` is `null`: Persona does not say it, and hands a link that was not used yet out again,
   * whatever lifetime is asked for.
   *
   * @see https://docs.withpersona.com/resuming-inquiries
   */
  generateOneTimeLink(inquiryId: string, options?: OneTimeLinkOptions): Promise<OneTimeLink>
  /** Ends an inquiry's sessions. It can be resumed later. */
  expireInquiry(inquiryId: string, options?: PersonaCallOptions): Promise<Inquiry>
}

/**
 * Makes the client of Persona's REST API.
 *
 * @throws {TypeError} when the key or the base URL cannot be right
 * @example
 * const persona = createPersonaApi({ apiKey: process.env.PERSONA_API_KEY ?? '' })
 */
export function createPersonaApi(options: PersonaApiOptions): PersonaApi {
  const connection = readConnection(options)
  const call = (request: PersonaCall) => callPersona(connection, request)
  const callAbout = (
    inquiryId: string,
    action: 'resume' | 'expire' | 'generate-one-time-link',
  ) => ({
    method: 'POST' as const,
    path: `${inquiryPath(inquiryId)}/${action}`,
    caller: inquiryId,
    furtherCalls: 0,
    // A resume whose answer was lost left a session that nobody has used, and Persona hands that one
    // out again; so it does with a link. To expire an inquiry twice is to expire it once.
    isRepeatable: true,
  })

  return {
    async retrieveInquiry(inquiryId, { signal } = {}) {
      const path = inquiryPath(inquiryId)
      const query = { include: 'inquiry-template' }
      return oneInquiry(
        await call({
          method: 'GET',
          path,
          query,
          caller: inquiryId,
          // Whoever opens an inquiry or makes a link reads it first.
          furtherCalls: 1,
          isRepeatable: true,
          signal,
        }),
      )
    },

    async createInquiry(inquiry, { idempotencyKey, signal } = {}) {
      return oneInquiry(
        await call({
          method: 'POST',
          path: '/inquiries',
          body: newInquiryBody(inquiry),
          caller: callerFor(inquiry.referenceId),
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
      const caller = callerFor(referenceId)
      return manyInquiries(
        await call({
          method: 'GET',
          path: '/inquiries',
          query,
          caller,
          // Inquiries are listed before the next one is created.
          furtherCalls: 1,
          isRepeatable: true,
          signal,
        }),
      )
    },

    async resumeInquiry(inquiryId, { signal } = {}) {
      const answer = await call({ ...callAbout(inquiryId, 'resume'), signal })
      const sessionToken = readPath(answer.body, 'meta', 'session-token')
      if (typeof sessionToken !== 'string' || sessionToken === '') {
        throw invalidResponse(answer, 'resumed an inquiry without a session token')
      }
      return { inquiry: oneInquiry(answer), sessionToken }
    },

    async generateOneTimeLink(inquiryId, { expiresInSeconds, signal } = {}) {
      const meta = { 'expires-in-seconds': expiresInSeconds }
      const body = expiresInSeconds === undefined ? undefined : { meta }
      const answer = await call({ ...callAbout(inquiryId, 'generate-one-time-link'), body, signal })
      const link = parseOneTimeLink({
        url: readPath(answer.body, 'meta', 'one-time-link'),
        shortUrl: readPath(answer.body, 'meta', 'one-time-link-short') ?? null,
        expiresIn: null,
      })
      if (link === undefined) throw invalidResponse(answer, 'made no one-time link')
      return link
    },

    async expireInquiry(inquiryId, { signal } = {}) {
      return oneInquiry(await call({ ...callAbout(inquiryId, 'expire'), signal }))
    },
  }
}

function callerFor(referenceId: string | undefined): string {
  return referenceId === undefined ? `nobody ${crypto.randomUUID()}` : `person ${referenceId}`
}

function inquiryPath(inquiryId: string): string {
  if (!isInquiryId(inquiryId)) {
    throw new TypeError('An inquiry id begins with inq_ and holds letters, digits, _ and - only.')
  }
  return `/inquiries/${inquiryId}`
}

function oneInquiry(answer: PersonaAnswer): Inquiry {
  const inquiry = readInquiry(readPath(answer.body, 'data'), readPath(answer.body, 'included'))
  if (inquiry === undefined) throw invalidResponse(answer, 'sent something that is no inquiry')
  return { ...inquiry, requestId: answer.requestId }
}

function manyInquiries(answer: PersonaAnswer): Inquiry[] {
  const data = readPath(answer.body, 'data')
  if (!Array.isArray(data)) throw invalidResponse(answer, 'sent something that is no list')
  return data.map((item: unknown) => oneInquiry({ ...answer, body: { data: item } }))
}

function invalidResponse({ requestId }: PersonaAnswer, what: string): PersonaApiError {
  return new PersonaApiError('invalid_response', `Persona answered with a success, but ${what}.`, {
    requestId,
  })
}
