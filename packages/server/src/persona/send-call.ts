import { PersonaApiError } from './persona-api-error.ts'
import type { PersonaCall, PersonaConnection, PersonaResponse } from './persona-connection.ts'
import { getRequestId, toPersonaApiError } from './to-persona-api-error.ts'

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
  const text = await response.text()
  const callName = getCallName(call)
  if (!response.ok) throw toPersonaApiError(response, text, callName, connection.apiKey)
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
    throw new PersonaApiError(
      'invalid_response',
      `Persona answered ${response.status} to ${callName} with something that is not JSON. Check the base URL.`,
      { status: response.status, requestId: getRequestId(response) },
    )
  }
}
