import {
  type Problem,
  type ProblemCode,
  problemContentType,
  problemStatuses,
} from '@resumable-inquiry/core/wire'
import { PersonaApiError } from '../persona/persona-api-error.ts'

const titles: Record<ProblemCode, string> = {
  invalid_request: 'The request is malformed',
  signed_out: 'Nobody is signed in',
  cross_site: 'Requests from other sites are refused',
  not_found: 'Not found',
  sessions_exhausted: 'The inquiry has used up its sessions',
  rate_limited: 'Too many requests',
  internal: 'The server has failed',
  persona_unavailable: 'Persona is not available',
}

const commonHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** Details of a problem, beside its code. */
export interface ProblemErrorOptions {
  /** What to do about it. Sent to the browser. */
  detail?: string | undefined
  /** HTTP status, if not the code's own. */
  status?: number | undefined
  /** Seconds until a retry is worthwhile. */
  retryAfter?: number | undefined
  /** For 405: the methods that the path allows. */
  allow?: string | undefined
  /** What caused it. Only logged. */
  cause?: unknown
}

/** Thrown to reject a request; becomes a response in one place. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string | undefined
  readonly retryAfter: number | undefined
  readonly allow: string | undefined

  constructor(code: ProblemCode, options: ProblemErrorOptions = {}) {
    const { cause } = options
    super(options.detail ?? titles[code], cause === undefined ? undefined : { cause })
    this.code = code
    this.status = options.status ?? problemStatuses[code]
    this.detail = options.detail
    this.retryAfter = options.retryAfter
    this.allow = options.allow
  }
}

/** Seconds to wait if Persona states none: its windows last a minute. */
const defaultRetryAfter = 60

/**
 * Converts anything thrown to a problem: trouble with Persona becomes `persona_unavailable`, an
 * unexpected error `internal`. The browser learns nothing about the cause.
 */
export function toProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown
  if (!(thrown instanceof PersonaApiError)) return new ProblemError('internal', { cause: thrown })

  const { kind, retryAfter } = thrown
  switch (kind) {
    case 'not_found':
    case 'sessions_exhausted':
      return new ProblemError(kind, { cause: thrown })
    case 'rate_limited':
      return new ProblemError(kind, { retryAfter: retryAfter ?? defaultRetryAfter, cause: thrown })
    case 'conflict':
    case 'unauthenticated':
    case 'forbidden':
    case 'wrong_environment':
    case 'invalid_request':
    case 'unavailable':
    case 'invalid_response':
    case 'timeout':
    case 'network':
      return new ProblemError('persona_unavailable', { retryAfter, cause: thrown })
  }
}

/** Creates the response to a rejected request, as in RFC 9457. */
export function createProblemResponse(
  { code, status, detail, retryAfter, allow }: ProblemError,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const problem: Problem = {
    type: 'about:blank',
    title: titles[code],
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      ...headers,
      ...commonHeaders,
      'content-type': problemContentType,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...(allow === undefined ? {} : { allow }),
    },
  })
}

/** Creates the response to a successful request. */
export function createJsonResponse(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    headers: { ...headers, ...commonHeaders, 'content-type': 'application/json' },
  })
}

/** Creates the redirect of a person to Persona's own page, which learns nothing of where they come from. */
export function createRedirectResponse(location: string): Response {
  const headers = { ...commonHeaders, 'referrer-policy': 'no-referrer', location }
  return new Response(null, { status: 303, headers })
}

const pageTexts: Partial<Record<ProblemCode, string>> = {
  signed_out: 'You’re signed out. Sign in, and open your verification again.',
  not_found: 'We can’t find this verification.',
  sessions_exhausted: 'Your verification has been opened too many times. Please contact support.',
  rate_limited: 'Too many attempts. Please wait, and open your verification again.',
}

/** Creates the page that a person sees whose way to Persona's own page is rejected. */
export function createProblemPage({ code, status, retryAfter }: ProblemError): Response {
  const text = pageTexts[code] ?? 'We can’t open your verification. Go back and try again.'
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Your verification</title>
<body style="font: 1.125rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1.5rem">
<p>${text}</p>
`
  return new Response(page, {
    status,
    headers: {
      ...commonHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
  })
}

/** @throws {ProblemError} `invalid_request` with status 405, unless the request has this method */
export function requireMethod(
  request: Request,
  method: 'GET' | 'POST',
  allow: string = method,
): void {
  if (request.method === method) return
  throw new ProblemError('invalid_request', {
    status: 405,
    allow,
    detail: `Use ${allow} here.`,
  })
}
