import {
  checkOptions,
  optional,
  requireFunction,
  requireMilliseconds,
  requireText,
} from '../check-options.ts'
import { type CallPacer, createCallPacer } from './call-pacer/call-pacer.ts'
import type { PersonaCaller } from './call-pacer/leases.ts'

/** Options of the client of Persona's API. */
export interface PersonaApiOptions {
  /** A key of the Persona environment that holds the inquiries. It never leaves the back end. */
  apiKey: string
  /** @default 'https://api.withpersona.com/api/v1' */
  baseUrl?: string
  /** The API version to use, as a date. @default '2023-01-05' */
  version?: string
  /**
   * Milliseconds for each call, including its wait for the rate limit and its retry. A request to the
   * handler makes up to three calls in a row, which fit into the 15 s that a browser waits. It makes one
   * or two more only if Persona refuses a creation, another request claims the person's inquiry in the
   * meantime, or the inquiry ends between two calls. If all of these are slow, the browser times out
   * and retries.
   *
   * @default 4500
   */
  timeout?: number
  /** Must honor the `signal` that it gets. @default the global `fetch` */
  fetch?: typeof fetch
  /**
   * How many processes make calls with keys of this Persona environment. Each takes an equal part of
   * Persona's rate limit.
   *
   * @default 1
   */
  processes?: number
  /**
   * The Persona environment that holds the inquiries, `env_…`. A response of another environment is an
   * error, since its inquiries are others: a wrong key must not make them look absent.
   *
   * @default not checked
   */
  environmentId?: string
}

/** One call to Persona's REST API. */
export interface PersonaCall {
  method: 'GET' | 'POST'
  /** Path below the base URL, with a leading slash. */
  path: string
  query?: Readonly<Record<string, string>>
  body?: unknown
  /** Persona repeats its first response to calls with the same key for 24 hours. */
  idempotencyKey?: string | undefined
  caller: PersonaCaller
  /** How many calls usually follow in the same piece of work. */
  furtherCalls: number
  /** Whether sending the call twice has the same effect as sending it once. */
  isRepeatable: boolean
  signal?: AbortSignal | undefined
}

/** The response to a successful call. */
export interface PersonaResponse {
  status: number
  body: unknown
  requestId: string | undefined
}

/** What all calls share. */
export interface PersonaConnection {
  apiKey: string
  baseUrl: string
  version: string
  timeout: number
  fetch: typeof fetch
  pacer: CallPacer
  environmentId: string | undefined
}

/**
 * Validates the options and applies defaults, so that a mistake shows at startup.
 *
 * @throws {TypeError} never with the key in its message
 */
export function createPersonaConnection(options: PersonaApiOptions): PersonaConnection {
  checkOptions<PersonaApiOptions>('createPersonaApi', options, {
    apiKey: requireApiKey,
    baseUrl: optional(requireBaseUrl),
    version: optional(requireText),
    timeout: optional(requireMilliseconds),
    fetch: optional(requireFunction),
    processes: optional(requireProcesses),
    environmentId: optional(requireEnvironmentId),
  })
  return {
    apiKey: requireApiKey(options.apiKey),
    baseUrl: requireBaseUrl(options.baseUrl ?? 'https://api.withpersona.com/api/v1'),
    version: options.version ?? '2023-01-05',
    timeout: options.timeout ?? 4_500,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    pacer: createCallPacer(options.processes ?? 1),
    environmentId: options.environmentId,
  }
}

function requireApiKey(apiKey: unknown): string {
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw new TypeError(
      "Persona's API key is missing. Create one in Persona's dashboard and pass it as apiKey.",
    )
  }
  // fetch would repeat a key that is no valid header value in its error.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new TypeError("Persona's API key holds a blank, a line break or the like. Copy it again.")
  }
  return apiKey
}

function requireBaseUrl(baseUrl: unknown): string {
  const text = String(baseUrl)
  const url = URL.canParse(text) ? new URL(text) : undefined
  // fetch refuses to send these.
  if (url !== undefined && url.username + url.password !== '') {
    throw new TypeError("Persona's base URL must not hold a user or a password.")
  }
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new TypeError(
      `Persona's base URL "${text}" is none. Pass one such as https://api.withpersona.com/api/v1.`,
    )
  }
  return url.href.replace(/\/+$/, '')
}

function requireProcesses(processes: unknown): void {
  if (typeof processes === 'number' && Number.isInteger(processes) && processes >= 1) return
  throw new TypeError(
    'processes must be the number of processes that call Persona, a whole number from 1 on.',
  )
}

function requireEnvironmentId(environmentId: unknown): void {
  if (typeof environmentId === 'string' && /^env_\w+$/.test(environmentId)) return
  throw new TypeError(
    "environmentId must be the id of a Persona environment. It begins with env_; copy it from Persona's dashboard.",
  )
}
