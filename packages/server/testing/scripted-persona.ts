import { createPersonaApi, type PersonaApi } from '../src/persona/persona-api.ts'
import { PersonaApiError } from '../src/persona/persona-api-error.ts'
import type { PersonaApiOptions } from '../src/persona/persona-connection.ts'

/** A request that was sent to Persona. */
export interface SentRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly redirect: string
  readonly body: unknown
}

/** A `fetch` with scripted responses that records requests. */
export interface ScriptedPersona {
  readonly fetch: typeof fetch
  readonly sent: SentRequest[]
}

/** Creates a `fetch` that responds to every request through `answer`. */
export function scriptPersona(
  answer: (request: SentRequest, signal: AbortSignal) => Response | Promise<Response>,
): ScriptedPersona {
  const sent: SentRequest[] = []
  return {
    sent,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const text = await request.text()
      const entry = {
        method: request.method,
        url: new URL(request.url),
        headers: request.headers,
        redirect: request.redirect,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      }
      sent.push(entry)
      // The request's own signal would not abort any more once the request is garbage.
      return await answer(entry, init?.signal ?? request.signal)
    },
  }
}

/** Never responds; rejects like `fetch` when aborted. */
export function hang(_request: SentRequest, signal: AbortSignal): Promise<Response> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(new DOMException('Aborted', 'AbortError'))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort)
  })
}

/** A key, and a base URL where nothing listens. */
export const nowhere: Pick<PersonaApiOptions, 'apiKey' | 'baseUrl'> = {
  apiKey: 'persona_sandbox_11111111-2222',
  baseUrl: 'https://persona.test/api/v1',
}

/** Returns an inquiry as Persona's API sends it. */
export function inquiryBody(attributes: Record<string, unknown> = {}, meta?: unknown): unknown {
  return {
    data: {
      type: 'inquiry',
      id: 'inq_1',
      attributes: { status: 'pending', ...attributes },
      relationships: {
        'inquiry-template': { data: { type: 'inquiry-template', id: 'itmpl_1' } },
        'inquiry-template-version': { data: { type: 'inquiry-template-version', id: 'itmplv_1' } },
      },
    },
    included: [
      {
        type: 'inquiry-template',
        id: 'itmpl_1',
        relationships: {
          'latest-published-version': {
            data: { type: 'inquiry-template-version', id: 'itmplv_2' },
          },
        },
      },
    ],
    ...(meta === undefined ? {} : { meta }),
  }
}

/** Returns an unsigned session token with these claims, in the format of Persona's sample. */
export function tokenWith(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256' })}.${part(claims)}.unsigned`
}

/** Creates a client whose every call gets this response. */
export function answering(
  body: unknown,
  init?: ResponseInit,
): ScriptedPersona & { readonly persona: PersonaApi } {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const script = scriptPersona(() => new Response(text, init))
  return { ...script, persona: createPersonaApi({ ...nowhere, fetch: script.fetch }) }
}

/** Creates a client whose every call fails with this response. */
export function refusing(
  status: number,
  body: unknown,
  headers?: Record<string, string>,
): ReturnType<typeof answering> {
  return answering(body, { status, ...(headers && { headers }) })
}

/** Returns an error body as Persona's API sends it. */
export function errors(title: string, details?: string): unknown {
  return { errors: [{ title, ...(details && { details }) }] }
}

/** Returns the error of a call that must fail. */
export async function failure(promise: Promise<unknown>): Promise<PersonaApiError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof PersonaApiError) return error
  throw new Error('The call did not fail as expected.', { cause: error })
}
