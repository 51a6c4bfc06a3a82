import {
  type Problem,
  type ProblemCode,
  problemContentType,
  problemStatuses,
} from '@resumable-inquiry/core/wire'

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

const everyAnswer = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** What a refusal says beside its code. */
export interface RefusalDetails {
  /** What to do about it. Goes to the browser. */
  detail?: string | undefined
  /** HTTP status, where it is not the code's own. */
  status?: number | undefined
  /** Seconds until trying again makes sense. */
  retryAfter?: number | undefined
  /** Methods that the path does have, for 405. */
  allow?: string | undefined
  /** What led to it. Goes to the log only. */
  cause?: unknown
}

/** Thrown wherever a request cannot be served; becomes the answer in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string | undefined
  readonly retryAfter: number | undefined
  readonly allow: string | undefined

  constructor(code: ProblemCode, details: RefusalDetails = {}) {
    const { cause } = details
    super(details.detail ?? titles[code], cause === undefined ? undefined : { cause })
    this.code = code
    this.status = details.status ?? problemStatuses[code]
    this.detail = details.detail
    this.retryAfter = details.retryAfter
    this.allow = details.allow
  }
}

/** The answer to a request that is refused, as of RFC 9457. */
export function problemResponse(
  { code, status, detail, retryAfter, allow }: Refusal,
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
      ...everyAnswer,
      'content-type': problemContentType,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...(allow === undefined ? {} : { allow }),
    },
  })
}

/** The answer to a request that is served. */
export function jsonResponse(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    headers: { ...headers, ...everyAnswer, 'content-type': 'application/json' },
  })
}

/** Refuses every method but one. */
export function requireMethod(request: Request, method: 'GET' | 'POST'): void {
  if (request.method === method) return
  throw new Refusal('invalid_request', {
    status: 405,
    allow: method,
    detail: `Use ${method} here.`,
  })
}
