import type { BackendResponse } from '../development.ts'
import { ResumableInquiryError } from '../errors.ts'
import { parseProblemCode, type ProblemCode, problemStatuses } from '../wire/index.ts'
import { isRecord } from '../wire/is-record.ts'

/**
 * Parses a response of the host's back end.
 *
 * @param namesInquiry whether the request was about an inquiry that it named.
 * @throws ResumableInquiryError with the code of the refusal, or `invalid_response`.
 */
export async function readAnswer<Answer>(
  response: BackendResponse,
  parse: (value: unknown) => Answer | undefined,
  endpoint: string,
  namesInquiry: boolean,
): Promise<Answer> {
  const text = await response.text()
  const value = parseJson(text)

  if (response.ok) {
    const answer = parse(value)
    if (answer !== undefined) return answer
    throw new ResumableInquiryError(
      'invalid_response',
      `The back end responded with ${describe(response)}, which is not what the flow expects. Is the handler mounted at ${endpoint}?`,
    )
  }
  throw refusal(response, value, endpoint, namesInquiry)
}

function refusal(
  response: BackendResponse,
  problem: unknown,
  endpoint: string,
  namesInquiry: boolean,
): ResumableInquiryError {
  const { status } = response
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
