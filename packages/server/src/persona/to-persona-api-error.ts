import { getIn } from '../get-in.ts'
import { PersonaApiError, type PersonaErrorKind } from './persona-api-error.ts'
import { parseRetryAfter } from './rate-limit-headers.ts'

const advice: Partial<Record<PersonaErrorKind, string>> = {
  sessions_exhausted: 'No further session can be had for this inquiry; create a new one.',
  unauthenticated: 'Check the API key: it is wrong, revoked, or of another environment.',
  forbidden: "Check the API key's permissions and the addresses that it may be used from.",
  invalid_response: 'Check the base URL.',
}

/**
 * Titles and details of Persona's errors that are the same for everyone.
 *
 * @see https://docs.withpersona.com/errors
 */
const documentedWords: ReadonlySet<string> = new Set([
  'Bad Request',
  'Conflict',
  'Forbidden',
  'IP address is not permitted access to current environment',
  'Inquiry already redacted',
  'Must be authenticated to access this endpoint',
  'Quota exceeded',
  'Rate limit exceeded',
  'Record invalid',
  'Record not found',
  'Record not unique',
  'Request Timeout',
  'Service unavailable',
  'Stale object error',
  'Token is invalid',
  'Too many sessions',
  'Unprocessable entity',
])

/**
 * Converts an unsuccessful response, from Persona or from a proxy in front of it, to an error.
 *
 * @param callName names the call in the message: `POST /inquiries/inq_…/resume`
 */
export function toPersonaApiError(
  response: Response,
  text: string,
  callName: string,
): PersonaApiError {
  const { status } = response
  const error = parseFirstError(text)
  const title = toText(getIn(error, 'title'))
  const details = toText(getIn(error, 'details'))
  const given = [title, details].filter((words) => words !== undefined)
  // Other words may repeat a token, a link or a person's answer.
  const shown = given.filter((words) => documentedWords.has(words))
  const reason =
    given.length === 0 ? ', with no reason given' : shown.map((it) => `: ${it}`).join('')
  const kind = toKind(status, given.join(': '))

  return new PersonaApiError(
    kind,
    [
      `Persona answered ${status} to ${callName}${reason}.`,
      shown.length < given.length
        ? "The API log of Persona's dashboard has the words that are left out here."
        : undefined,
      advice[kind],
    ]
      .filter((sentence) => sentence !== undefined)
      .join(' '),
    {
      status,
      title: shown.find((words) => words === title),
      details: shown.find((words) => words === details),
      requestId: getRequestId(response),
      retryAfter: parseRetryAfter(response.headers),
    },
  )
}

/** Returns Persona's id of a call, if the header holds a plausible one. */
export function getRequestId(response: Response): string | undefined {
  const requestId = response.headers.get('request-id')
  return requestId !== null && /^[\w-]{1,100}$/.test(requestId) ? requestId : undefined
}

function toKind(status: number, words: string): PersonaErrorKind {
  // Persona has no error codes. It reports the session cap as a 403, as it does problems with the key,
  // so only the title tells them apart.
  if (status >= 400 && status < 500 && /too many sessions/i.test(words)) return 'sessions_exhausted'
  switch (status) {
    case 401:
      return 'unauthenticated'
    case 403:
      return 'forbidden'
    case 404:
      // Do not trust a 404 without Persona's error body: it may come from a proxy or a wrong base URL,
      // and `not_found` makes the handler replace the person's inquiry.
      return words === '' ? 'invalid_response' : 'not_found'
    case 408:
      return 'unavailable'
    case 409:
      return 'conflict'
    case 429:
      return 'rate_limited'
  }
  if (status >= 500) return 'unavailable'
  return status >= 400 ? 'invalid_request' : 'invalid_response'
}

function parseFirstError(text: string): unknown {
  try {
    return getIn(JSON.parse(text), 'errors', '0')
  } catch {
    return undefined
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
