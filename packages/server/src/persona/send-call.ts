import { PersonaApiError } from './persona-api-error.ts'
import type { PersonaAnswer, PersonaCall, PersonaConnection } from './persona-connection.ts'
import { readRequestId, refusalOfPersona } from './to-persona-api-error.ts'

/**
 * Sends a call once.
 *
 * @param answered hears of the answer before it is judged
 * @throws {PersonaApiError} unless Persona answers with a success and JSON; what `fetch` throws where
 * it does not answer
 */
export async function sendCall(
  connection: PersonaConnection,
  call: PersonaCall,
  signal: AbortSignal,
  answered: (response: Response) => void,
): Promise<PersonaAnswer> {
  const response = await send(connection, call, signal)
  answered(response)
  const text = await response.text()
  const what = nameOf(call)
  if (!response.ok) throw refusalOfPersona(response, text, what, connection.apiKey)
  return {
    status: response.status,
    body: parseSuccess(response, text, what),
    requestId: readRequestId(response),
  }
}

/** What a call is called in a message. */
export function nameOf({ method, path }: PersonaCall): string {
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
    // The key must not travel on to wherever a redirect points.
    redirect: 'manual',
    signal,
  })
}

function parseSuccess(response: Response, text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The text itself may hold a token, so neither it nor the parser's complaint is kept.
    throw new PersonaApiError(
      'invalid_response',
      `Persona answered ${response.status} to ${what} with something that is not JSON. Check the base URL.`,
      { status: response.status, requestId: readRequestId(response) },
    )
  }
}
