import type { PersonaEmulator } from '../src/emulator.ts'
import { isRecord } from '../src/is-record.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Calls an emulator like a host's back end and a widget. */
export interface ApiClient {
  call(method: string, path: string, body?: unknown): Promise<Answer>
  createInquiry(meta?: Record<string, unknown>): Promise<string>
  /** Resumes an inquiry, and returns the token. */
  resume(inquiryId: string): Promise<string>
  /** Loads the widget. */
  visit(inquiryId: string, sessionToken?: string): Promise<Answer>
  /** Cancels in the widget. */
  cancel(sessionToken: string): Promise<Answer>
  answer(sessionToken: string, step: string, answers?: Record<string, string>): Promise<Answer>
}

export function createApiClient(
  persona: PersonaEmulator,
  headers: Record<string, string> = { Authorization: `Bearer ${persona.apiKey}` },
): ApiClient {
  const client: ApiClient = {
    call: (method, path, body) => send(`${persona.apiUrl}${path}`, method, body, headers),
    async createInquiry(meta = {}) {
      const attributes = { 'inquiry-template-id': persona.templateId, 'reference-id': 'ada' }
      const { body } = await client.call('POST', '/inquiries', { data: { attributes }, meta })
      return textAt(body, 'data', 'id')
    },
    async resume(inquiryId) {
      const { body } = await client.call('POST', `/inquiries/${inquiryId}/resume`)
      return textAt(body, 'meta', 'session-token')
    },
    visit: (inquiryId, sessionToken) =>
      send(`${persona.origin}/widget/api/visits`, 'POST', { inquiryId, sessionToken }),
    cancel: (sessionToken) =>
      send(
        `${persona.origin}/widget/api/visits/current/cancel`,
        'POST',
        {},
        { Authorization: `Bearer ${sessionToken}` },
      ),
    answer: (sessionToken, step, answers = {}) =>
      send(
        `${persona.origin}/widget/api/answers`,
        'POST',
        { step, answers },
        { Authorization: `Bearer ${sessionToken}` },
      ),
  }
  return client
}

export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('Content-Type')?.includes('json') === true
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  }
}

/** Returns a string at a path of a response. @throws Error without one */
export function textAt(body: unknown, ...path: string[]): string {
  let value = body
  for (const name of path) value = isRecord(value) ? value[name] : undefined
  if (typeof value !== 'string') throw new Error(`The answer has no ${path.join('.')}.`)
  return value
}
