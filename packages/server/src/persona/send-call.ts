import { readStream } from '../http/request-body.ts'
import { PersonaApiError, type PersonaErrorDetails } from './persona-api-error.ts'
import type { PersonaCall, PersonaConnection, PersonaResponse } from './persona-connection.ts'
import { getRequestId, toPersonaApiError } from './to-persona-api-error.ts'

/**
 * Maximum size of a response's body, unpacked. An inquiry with everything that it includes is far
 * smaller.
 */
const maxBytes = 1024 * 1024

/**
 * Sends a call once.
 *
 * @param onResponse gets every response, successful or not
 * @throws {PersonaApiError} unless Persona responds with a success and JSON; if there is no response,
 * whatever `fetch` throws
 */
export async function sendCall(
  connection: PersonaConnection,
  call: PersonaCall,
  signal: AbortSignal,
  onResponse: (response: Response) => void,
): Promise<PersonaResponse> {
  const response = await send(connection, call, signal)
  onResponse(response)
  const callName = getCallName(call)
  const { environmentId } = connection
  const environment = response.headers.get('persona-environment-id') ?? environmentId
  if (environmentId !== undefined && environment !== environmentId) {
    cancelBody(response)
    throw new PersonaApiError(
      'wrong_environment',
      `Persona answered ${callName} for another environment than ${environmentId}. Check the API key and environmentId.`,
      toDetails(response),
    )
  }
  const text = await readText(response)
  if (!response.ok) throw toPersonaApiError(response, text ?? '', callName)
  if (text === undefined) {
    throw invalidResponse(response, `${callName} with more than ${maxBytes} bytes`)
  }
  return {
    status: response.status,
    body: parseBody(response, text, callName),
    requestId: getRequestId(response),
  }
}

/** Returns the name of a call for messages. */
export function getCallName({ method, path }: PersonaCall): string {
  return `${method} ${path}`
}

function send(
  { apiKey, baseUrl, version, fetch }: PersonaConnection,
  { method, path, query, body, idempotencyKey }: PersonaCall,
  signal: AbortSignal,
): Promise<Response> {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
  return fetch(`${baseUrl}${path}${search}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${apiKey}`,
      'key-inflection': 'kebab',
      'persona-version': version,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // Do not send the key to the target of a redirect.
    redirect: 'manual',
    signal,
  })
}

function parseBody(response: Response, text: string, callName: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Keep neither the text nor the parser's error: both may contain a token.
    throw invalidResponse(response, `${callName} with something that is not JSON`)
  }
}

/** Reads a body as text; returns `undefined` if it is too large. Stops reading before it fills memory. */
async function readText({ body }: Response): Promise<string | undefined> {
  if (body === null) return ''
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader()
  const bytes = await readStream(reader, maxBytes)
  if (bytes !== undefined) return new TextDecoder().decode(bytes)
  reader.cancel().catch(() => {})
  return undefined
}

/** Closes the connection of a response that is not read. */
function cancelBody({ body }: Response): void {
  body?.cancel().catch(() => {})
}

function toDetails(response: Response): PersonaErrorDetails {
  return { status: response.status, requestId: getRequestId(response) }
}

function invalidResponse(response: Response, what: string): PersonaApiError {
  const message = `Persona answered ${response.status} to ${what}. Check the base URL.`
  return new PersonaApiError('invalid_response', message, toDetails(response))
}
