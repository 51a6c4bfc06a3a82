import { PersonaApiError } from './persona-api-error.ts'
import { readPath } from './read-path.ts'
import { readRequestId, refusalOfPersona } from './refusal-of-persona.ts'

/** One call to Persona's REST API. */
export interface PersonaCall {
  method: 'GET' | 'POST'
  /** Below the base URL, with a leading slash. */
  path: string
  query?: Readonly<Record<string, string>>
  body?: unknown
  signal?: AbortSignal | undefined
}

/** What a successful call brought. */
export interface PersonaAnswer {
  body: unknown
  requestId: string | undefined
}

/** Everything that all calls have in common. */
export interface PersonaConnection {
  apiKey: string
  baseUrl: string
  version: string
  timeout: number
  fetch: typeof fetch
}

/**
 * Sends one call and waits for the whole answer, at most as long as the connection allows.
 *
 * @throws {PersonaApiError} unless Persona answers with a success and JSON
 */
export async function callPersona(
  connection: PersonaConnection,
  call: PersonaCall,
): Promise<PersonaAnswer> {
  const { apiKey, timeout } = connection
  const what = `${call.method} ${call.path}`
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), timeout)
  try {
    const response = await send(connection, call, deadline.signal)
    const text = await response.text()
    if (!response.ok) throw refusalOfPersona(response, text, what, apiKey)
    return { body: parseSuccess(response, text, what), requestId: readRequestId(response) }
  } catch (error) {
    if (error instanceof PersonaApiError) throw error
    call.signal?.throwIfAborted()
    if (deadline.signal.aborted) {
      throw new PersonaApiError('timeout', `Persona did not answer ${what} within ${timeout} ms.`)
    }
    throw new PersonaApiError(
      'network',
      `Persona could not be reached for ${what}${reasonOf(error)}. Check the base URL and the network.`,
      { cause: error },
    )
  } finally {
    clearTimeout(timer)
  }
}

function reasonOf(error: unknown): string {
  const code = readPath(error, 'cause', 'code')
  return typeof code === 'string' ? ` (${code})` : ''
}

function send(
  { apiKey, baseUrl, version, fetch }: PersonaConnection,
  { method, path, query, body, signal }: PersonaCall,
  deadline: AbortSignal,
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
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // The key must not travel on to wherever a redirect points.
    redirect: 'manual',
    signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
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
