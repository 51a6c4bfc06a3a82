import type { Pacer } from './call-pacer/call-pacer.ts'

/** One call to Persona's REST API. */
export interface PersonaCall {
  method: 'GET' | 'POST'
  /** Below the base URL, with a leading slash. */
  path: string
  query?: Readonly<Record<string, string>>
  body?: unknown
  /** Persona answers a second call with the same key as it did the first, for 24 hours. */
  idempotencyKey?: string | undefined
  /** For whom it is made, as the pacer tells callers apart. */
  caller: string
  /** How many calls usually follow it in the same piece of work. */
  furtherCalls: number
  /** Whether sending it twice does no more than sending it once. */
  isRepeatable: boolean
  signal?: AbortSignal | undefined
}

/** What a successful call brought. */
export interface PersonaAnswer {
  status: number
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
  pacer: Pacer
}
