import { isRecord } from './is-record.ts'

/** Why the back end refuses, with the HTTP status of each. */
export const problemStatuses = {
  /** The request is malformed. */
  invalid_request: 400,
  /** The host's own login has ended. */
  signed_out: 401,
  /** The request comes from another site. */
  cross_site: 403,
  /** An inquiry that is absent, redacted or not this person's, which look the same; or no such path. */
  not_found: 404,
  /** Persona's cap of sessions for one inquiry is reached. */
  sessions_exhausted: 409,
  /** Too many requests; `Retry-After` says when to come back. */
  rate_limited: 429,
  /** One of the host's own functions threw. */
  internal: 500,
  /** Persona does not answer, or not sensibly. 503 means the same. */
  persona_unavailable: 502,
} as const

export type ProblemCode = keyof typeof problemStatuses

/** Media type of a refusal, as of RFC 9457. */
export const problemContentType = 'application/problem+json'

/** A refusal, as of RFC 9457. */
export interface Problem {
  /** Always `about:blank`: `code` tells the kind. */
  type: 'about:blank'
  title: string
  status: number
  code: ProblemCode
  /** What to do about it. Never holds a token or a key. */
  detail?: string
}

/** Reads the code of a refusal; `undefined` when the body is no refusal of this contract. */
export function parseProblemCode(value: unknown): ProblemCode | undefined {
  if (!isRecord(value) || typeof value['code'] !== 'string') return undefined
  return isProblemCode(value['code']) ? value['code'] : undefined
}

function isProblemCode(value: string): value is ProblemCode {
  return Object.hasOwn(problemStatuses, value)
}
