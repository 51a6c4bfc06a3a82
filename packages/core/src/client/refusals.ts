import { withDeadline } from '../deadline.ts'
import type { BackendResponse } from '../development.ts'
import { ResumableInquiryError } from '../errors.ts'
import { parseProblemCode, type ProblemCode, problemStatuses } from '../wire/index.ts'
import { isRecord } from '../wire/is-record.ts'

/** Returns the error for a response that brings no answer. */
export function toRefusal(
  response: BackendResponse,
  problem: unknown,
  endpoint: string,
  namesInquiry: boolean,
): ResumableInquiryError {
  const { ok, status } = response
  if (ok) {
    return new ResumableInquiryError(
      'invalid_response',
      `The back end responded with ${describe(response)}, which is not what the flow expects. Is the handler mounted at ${endpoint}?`,
    )
  }
  const code = parseProblemCode(problem)
  const retryAfter = readRetryAfter(response.headers.get('retry-after'))
  if (status >= 500) {
    return new ResumableInquiryError(
      'persona_unavailable',
      `The back end could not reach Persona, or failed (status ${status}). See its log.`,
      { retryAfter },
    )
  }
  if (status === 429) {
    return new ResumableInquiryError(
      'rate_limited',
      'Too many sessions were requested. Wait before you try again.',
      { retryAfter },
    )
  }
  if (isRefusal(code, status)) {
    const isUnnamed = code === 'not_found' && !namesInquiry
    const message = isUnnamed ? noInquiryOfTheirOwn : refusalMessages[code]
    return new ResumableInquiryError(code, `${message}${detailOf(problem)}`)
  }
  if (status === 401) return new ResumableInquiryError('signed_out', refusalMessages.signed_out)
  return new ResumableInquiryError(
    'invalid_response',
    `The back end responded with ${describe(response)} and without problem details. Is the handler mounted at ${endpoint}?`,
  )
}

const refusalMessages = {
  invalid_request:
    'The back end rejected the request as malformed. Check the inquiry id, and that the page and the back end use the same version of this library.',
  signed_out:
    "The person is signed out of the host's application. Let them sign in, then retry. A back end on another origin gets their cookies only with credentials: 'include'.",
  cross_site:
    'The back end rejected a request from another site. Serve the page and the back end from one origin.',
  not_found: "There is no such inquiry, or it is not this person's. Check the inquiry id.",
  sessions_exhausted:
    'Persona allows no more sessions for this inquiry. Create a new inquiry for this person.',
} as const satisfies Partial<Record<ProblemCode, string>>

const noInquiryOfTheirOwn =
  'No inquiryId was given, and the back end has no inquiry of this person. Pass an inquiryId, or give createInquiryHandler the option "start".'

/** Returns what the back end adds for developers, as a sentence to append. */
function detailOf(problem: unknown): string {
  const detail = isRecord(problem) ? problem['detail'] : undefined
  return typeof detail === 'string' && detail !== ''
    ? ` The back end says: “${detail.slice(0, maxDetailLength)}”`
    : ''
}

const maxDetailLength = 300

/** A known code with another status comes from something else. `invalid_request` has several. */
function isRefusal(
  code: ProblemCode | undefined,
  status: number,
): code is keyof typeof refusalMessages {
  if (code === undefined || !Object.hasOwn(refusalMessages, code)) return false
  return code === 'invalid_request' || problemStatuses[code] === status
}

function describe(response: BackendResponse): string {
  const contentType = response.headers.get('content-type')?.split(';')[0]
  return `${response.status} ${contentType ?? 'with no content type'}`
}

/** Seconds. A page is not open for longer, and a timer cannot wait for longer. */
const maxRetryAfter = 86_400

/** Returns the seconds of a `Retry-After` header, which may also be a date. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const isNumber = /^\d+(\.\d+)?$/.test(header)
  const seconds = isNumber ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isNaN(seconds)
    ? undefined
    : Math.min(Math.max(0, Math.ceil(seconds)), maxRetryAfter)
}

/** The session that a flow asks about. */
export interface ExpiryQuery {
  inquiryId: string
  tokenHash: string
  signal: AbortSignal
}

/** What to do after asking whether a session has ended. */
export type ExpiryAnswer =
  | { action: 'recover' }
  /** Ask again in the next turn, and after so many seconds at the earliest. */
  | { action: 'ask_again'; after: number }
  | { action: 'stop' }

/** The back end will not answer this question, or does not know it. */
const finalStatuses: readonly number[] = [400, 401, 403, 404, 405]

/** Milliseconds to wait for the answer. */
const expiryTimeout = 15_000

/**
 * Asks the back end once whether a session has ended. Throws where there is no answer.
 *
 * @param get sends a request; a client with its own `fetchSession` has none.
 */
export async function fetchExpiry(
  get: ((path: string, signal: AbortSignal) => Promise<Response>) | undefined,
  { inquiryId, tokenHash, signal }: ExpiryQuery,
): Promise<ExpiryAnswer> {
  if (get === undefined) return { action: 'stop' }
  const path = `/${inquiryId}/session?tokenHash=${tokenHash}`
  return await withDeadline(expiryTimeout, [signal], async (trySignal) =>
    readExpiryAnswer(await get(path, trySignal)),
  )
}

async function readExpiryAnswer(response: Response): Promise<ExpiryAnswer> {
  const { status, headers } = response
  if (finalStatuses.includes(status)) return { action: 'stop' }
  const body: unknown = await response.json().catch(() => undefined)
  if (status === 200 && isRecord(body) && body['expired'] === true) return { action: 'recover' }
  const waits = status === 429 || status === 503
  const retryAfter = waits ? readRetryAfter(headers.get('retry-after')) : undefined
  return { action: 'ask_again', after: retryAfter ?? 0 }
}

/** The error for an inquiry id that is not one. */
export function invalidInquiryId(inquiryId: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    `The inquiryId is ${describeId(inquiryId)}, which is no inquiry id. One is "inq_" followed by letters and digits. Leave it out for the signed-in person's own inquiry. A template id ("itmpl_…") belongs to the back end, which creates the inquiry.`,
  )
}

/** Describes what was given for an id by its first letters: it may be a token, by mistake. */
function describeId(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'null' : `of type ${typeof value}`
  if (value === '') return 'an empty string'
  return JSON.stringify(value.length > 6 ? `${value.slice(0, 6)}…` : value)
}

/** The error for a `fetchSession` of the host that returned something else. */
export function wrongShape(): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_response',
    'fetchSession did not return an inquiry session. Return { inquiryId, status, sessionToken, expiresIn }, with null where there is none.',
  )
}

/** The error for a client that has no endpoint, and was asked for more than a session. */
export function noEndpoint(): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    'A client with its own fetchSession can only get sessions. Create it with an endpoint to read statuses and create links.',
  )
}

/** The error for a `fetchSession` of the host that threw. */
export function fetchSessionThrew(cause: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'unknown',
    'fetchSession threw. Its error is the cause of this one; throw a ResumableInquiryError to say more.',
    { cause },
  )
}

/** The error for a back end that did not respond. */
export function unreachable(cause: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'persona_unavailable',
    'The back end could not be reached. Check the connection, and that the back end runs.',
    { cause },
  )
}

/** The error for headers of the host that threw, or that are none. */
export function refusedHeaders(cause: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'unknown',
    'The headers given to the inquiry client could not be used. See the cause of this error.',
    { cause },
  )
}
