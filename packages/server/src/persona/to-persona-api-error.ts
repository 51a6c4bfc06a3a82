import { PersonaApiError, type PersonaErrorKind } from './persona-api-error.ts'
import { readPath } from '../get-in.ts'
import { readRetryAfter } from './retry-after.ts'

const advice: Partial<Record<PersonaErrorKind, string>> = {
  sessions_exhausted: 'No further session can be had for this inquiry; create a new one.',
  unauthenticated: 'Check the API key: it is wrong, revoked, or of another environment.',
  forbidden: "Check the API key's permissions and the addresses that it may be used from.",
  invalid_response: 'Check the base URL.',
}

/**
 * Turns an answer that is no success into an error: Persona's JSON, and whatever a proxy on the way
 * may send instead.
 *
 * @param what the call, for the message: `POST /inquiries/inq_…/resume`
 * @param secret taken out wherever the answer repeats it
 */
export function refusalOfPersona(
  response: Response,
  text: string,
  what: string,
  secret: string,
): PersonaApiError {
  const { status } = response
  const error = firstError(text)
  const title = readWords(readPath(error, 'title'), secret)
  const details = readWords(readPath(error, 'details'), secret)
  const words = [title, details].filter((word) => word !== undefined).join(': ')
  const kind = kindOf(status, words)

  return new PersonaApiError(
    kind,
    [
      `Persona answered ${status} to ${what}${words === '' ? ', with no reason given' : `: ${words}`}.`,
      advice[kind],
    ]
      .filter((sentence) => sentence !== undefined)
      .join(' '),
    {
      status,
      title,
      details,
      requestId: readRequestId(response),
      retryAfter: readRetryAfter(response.headers),
    },
  )
}

/** Persona's id of a call, where it has the form of one. */
export function readRequestId(response: Response): string | undefined {
  const requestId = response.headers.get('request-id')
  return requestId !== null && /^[\w-]{1,100}$/.test(requestId) ? requestId : undefined
}

function kindOf(status: number, words: string): PersonaErrorKind {
  // Persona has no error codes. The cap was seen as a 403 whose title says so; other 403s are about
  // the key, so the words decide.
  if (status >= 400 && status < 500 && /too many sessions/i.test(words)) return 'sessions_exhausted'
  switch (status) {
    case 401:
      return 'unauthenticated'
    case 403:
      return 'forbidden'
    case 404:
      // A proxy, or another base URL, says 404 too. Taken for Persona's own, it would cost people
      // their inquiries.
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

function firstError(text: string): unknown {
  try {
    return readPath(JSON.parse(text), 'errors', '0')
  } catch {
    return undefined
  }
}

function readWords(value: unknown, secret: string): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value
    .replaceAll(secret, '[api key]')
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]')
    .slice(0, 300)
}
