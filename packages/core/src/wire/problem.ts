import { isRecord } from './is-record.ts'

/** Code of each refusal, with its HTTP status. */
export const problemStatuses = {
  /** The request is malformed. */
  invalid_request: 400,
  /** The person is not signed in to the host's application. */
  signed_out: 401,
  /** The request comes from another site. */
  cross_site: 403,
  /** The inquiry is absent, redacted or not this person's, which look the same; or no such path. */
  not_found: 404,
  /** Persona's limit of sessions for one inquiry is reached. */
  sessions_exhausted: 409,
  /** Too many requests. `Retry-After` says when to retry. */
  rate_limited: 429,
  /** One of the host's own functions threw. */
  internal: 500,
  /** Persona does not respond, or not validly. 503 means the same. */
  persona_unavailable: 502,
} as const

export type ProblemCode = keyof typeof problemStatuses

/** Media type of a refusal, from RFC 9457. */
export const problemContentType = 'application/problem+json'

/** A refusal, from RFC 9457. */
export interface Problem {
  /** Always `about:blank`: `code` names the problem. */
  type: 'about:blank'
  title: string
  status: number
  code: ProblemCode
  /** What to do about it. Holds no token and no key. */
  detail?: string
}

/** Parses the code of a refusal. Returns `undefined` when the body is no refusal of this contract. */
export function parseProblemCode(value: unknown): ProblemCode | undefined {
  if (!isRecord(value) || typeof value['code'] !== 'string') return undefined
  return isProblemCode(value['code']) ? value['code'] : undefined
}

function isProblemCode(value: string): value is ProblemCode {
  return Object.hasOwn(problemStatuses, value)
}
