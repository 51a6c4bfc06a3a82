import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, Next } from 'hono'
import { z } from 'zod'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Environment } from '../http/environment.ts'
import { toKebab } from '../http/inflection.ts'
import type { RateLimit } from '../http/rate-limit.ts'
import { isRecord } from '../is-record.ts'
import type { PersonaErrorEntry } from '../persona-error.ts'
import { delay } from './fault.ts'

/**
 * Responds with a status and does nothing: by default with Persona's error JSON, which is repeated
 * for the same `Idempotency-Key`, as Persona does; or with a proxy's HTML page, or no body.
 */
export interface StatusFailure {
  failure: 'status'
  status: number
  body?: 'json' | 'html' | 'empty' | undefined
  /** Seconds, sent as `Retry-After`. */
  retryAfter?: number | undefined
}

/** How a request fails, and whether it takes effect. */
export type ApiFailure =
  | StatusFailure
  /** Accepts the request and never responds; it takes no effect. */
  | { failure: 'hang' }
  /** Resets the connection; the request takes no effect. */
  | { failure: 'reset' }
  /** The request takes effect; the response comes `delay` milliseconds later. */
  | { failure: 'delay'; delay: number }
  /** The request takes effect; the connection is reset instead of a response. */
  | { failure: 'lost_response' }
  /** The request takes effect; the response's body ends in the middle. */
  | { failure: 'malformed' }
  /** The request takes effect; the response's JSON lacks a member. */
  | {
      failure: 'incomplete'
      /** The member's path, such as `meta.session-token`. */
      without: string
    }
  /** Works, whatever a fault with a wider scope says. */
  | { failure: 'none' }

type Shape<Failure> = {
  readonly [Key in keyof Failure]-?: z.ZodType<Failure[Key], Failure[Key]>
}

/** The members of each `ApiFailure`, for a schema that adds a scope. */
export const failureShapes: readonly [
  Shape<StatusFailure>,
  Shape<Extract<ApiFailure, { delay: number }>>,
  Shape<Extract<ApiFailure, { without: string }>>,
  Shape<{ failure: Exclude<ApiFailure['failure'], 'status' | 'delay' | 'incomplete'> }>,
] = [
  {
    failure: z.literal('status'),
    status: z.int().min(200).max(599),
    body: z.enum(['json', 'html', 'empty']).optional(),
    retryAfter: z.number().min(0).meta({ title: 'Retry-After in seconds' }).optional(),
  },
  { failure: z.literal('delay'), delay },
  { failure: z.literal('incomplete'), without: z.string().min(1) },
  { failure: z.enum(['hang', 'reset', 'lost_response', 'malformed', 'none']) },
]

/** Makes a request fail. Returns the response if the request takes no effect. */
export async function applyFailure(
  emulator: EmulatorContext,
  context: Context<Environment>,
  failure: ApiFailure,
  next: Next,
): Promise<Response | undefined> {
  const { connection } = context.env
  switch (failure.failure) {
    case 'status':
      return statusResponse(failure, emulator.rateLimit)
    case 'hang':
      await connection.closed()
      return RESPONSE_ALREADY_SENT
    case 'reset':
      connection.reset()
      return RESPONSE_ALREADY_SENT
    case 'delay':
      await next()
      // The caller measures the delay by the machine's time.
      await new Promise((resolve) => void setTimeout(resolve, failure.delay).unref())
      return undefined
    case 'lost_response':
      await next()
      connection.reset()
      return replaceResponse(context, RESPONSE_ALREADY_SENT)
    case 'malformed':
      await next()
      return replaceResponse(context, await truncate(context.res))
    case 'incomplete':
      await next()
      return replaceResponse(context, await omit(context.res, failure.without.split('.')))
    case 'none':
      await next()
      return undefined
  }
}

function replaceResponse(context: Context<Environment>, response: Response): undefined {
  // Hono would merge the headers of the response before, such as its length.
  context.res = undefined
  context.res = response
}

async function truncate(response: Response): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer())
  return new Response(body.subarray(0, Math.floor(body.length / 2)), withoutLength(response))
}

async function omit(response: Response, path: readonly string[]): Promise<Response> {
  if (response.headers.get('Content-Type')?.includes('json') !== true) return response
  const body: unknown = await response.json()
  return Response.json(without(body, path.map(toKebab)), withoutLength(response))
}

/** Returns a copy of a JSON value without the member at a path, in any inflection of its keys. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (!isRecord(value)) return value
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (toKebab(key) !== name) return [[key, inner]]
    return rest.length === 0 ? [] : [[key, without(inner, rest)]]
  })
  return Object.fromEntries(entries)
}

function withoutLength({ status, headers }: Response): ResponseInit {
  const kept = new Headers(headers)
  kept.delete('Content-Length')
  return { status, headers: kept }
}

const statusesWithoutBody = [204, 205, 304]

/** The titles of Persona's own errors, by status. */
const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Must be authenticated to access this endpoint',
  403: 'Forbidden',
  404: 'Record not found',
  408: 'Request Timeout',
  409: 'Conflict',
  422: 'Unprocessable entity',
  429: 'Rate limit exceeded',
  503: 'Service unavailable',
}

// Persona's own limit, for an emulator without one.
const defaultLimit = 300

export function statusResponse(
  { status, body = 'json', retryAfter }: StatusFailure,
  rateLimit: RateLimit,
): Response {
  const headers = new Headers()
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter))
  if (body === 'empty' || statusesWithoutBody.includes(status)) {
    return new Response(null, { status, headers })
  }
  if (body === 'html') {
    headers.set('Content-Type', 'text/html; charset=utf-8')
    const page = `<!doctype html><title>${status}</title><center><h1>${status}</h1></center><hr><center>proxy</center>`
    return new Response(page, { status, headers })
  }
  const limit = Number.isFinite(rateLimit.limit) ? rateLimit.limit : defaultLimit
  if (status === 429) {
    headers.set('RateLimit-Limit', String(limit))
    headers.set('RateLimit-Remaining', '0')
    headers.set('RateLimit-Reset', String(Math.ceil(retryAfter ?? rateLimit.state().secondsLeft)))
  }
  const json = status < 400 ? {} : { errors: [errorEntry(status, limit)] }
  return Response.json(json, { status, headers })
}

function errorEntry(status: number, limit: number): PersonaErrorEntry {
  const title = titles[status] ?? `Simulated failure ${status}`
  if (status !== 429) return { title }
  return { title, details: `You have hit your rate limit of ${limit} requests / min.` }
}
