import { ResumableInquiryError } from '../errors.ts'
import { parseProblemCode, type ProblemCode, problemStatuses } from '../wire/index.ts'

/**
 * Parses a response of the host's back end.
 *
 * @throws ResumableInquiryError with the code of the refusal, or `invalid_response`.
 */
export async function readAnswer<Answer>(
  response: Response,
  parse: (value: unknown) => Answer | undefined,
  endpoint: string,
): Promise<Answer> {
  const text = await response.text()
  const value = parseJson(text)

  if (response.ok) {
    const answer = parse(value)
    if (answer !== undefined) return answer
    throw new ResumableInquiryError(
      'invalid_response',
      `The back end answered ${describe(response)}, which is not what was asked for. Is the handler mounted at ${endpoint}?`,
    )
  }
  throw refusal(response, parseProblemCode(value), endpoint)
}

function refusal(
  response: Response,
  code: ProblemCode | undefined,
  endpoint: string,
): ResumableInquiryError {
  const { status } = response
  const retryAfter = readRetryAfter(response.headers.get('retry-after'))
  if (status >= 500) {
    return new ResumableInquiryError(
      'persona_unavailable',
      `The back end could not reach Persona, or failed itself (status ${status}). Its log says more.`,
      { retryAfter },
    )
  }
  if (status === 429) {
    return new ResumableInquiryError(
      'rate_limited',
      'Too many sessions were asked for in a short time. Wait before asking again.',
      { retryAfter },
    )
  }
  if (isRefusal(code, status)) return new ResumableInquiryError(code, refusalMessages[code])
  if (status === 401) return new ResumableInquiryError('signed_out', refusalMessages.signed_out)
  return new ResumableInquiryError(
    'invalid_response',
    `The back end answered ${describe(response)} and no problem body. Is the handler mounted at ${endpoint}?`,
  )
}

const refusalMessages = {
  invalid_request:
    'The back end refused the request as malformed. Check the inquiry id, and that both halves are of the same version.',
  signed_out: "The person is signed out of the host's application. Let them sign in, then retry.",
  cross_site:
    'The back end refused a request from another site. Serve the page and the back end from one origin.',
  not_found: "There is no such inquiry, or it is not this person's. Check the inquiry id.",
  sessions_exhausted:
    'Persona allows no further session for this inquiry. Create a new inquiry for this person.',
} as const satisfies Partial<Record<ProblemCode, string>>

/** A known code with another status comes from something else. `invalid_request` has several. */
function isRefusal(
  code: ProblemCode | undefined,
  status: number,
): code is keyof typeof refusalMessages {
  if (code === undefined || !Object.hasOwn(refusalMessages, code)) return false
  return code === 'invalid_request' || problemStatuses[code] === status
}

function describe(response: Response): string {
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
