import type { ProblemCode } from './wire/index.ts'

/** Everything that can go wrong, in Persona's spelling. */
export type ResumableInquiryErrorCode =
  | Exclude<ProblemCode, 'internal'>
  | 'offline'
  | 'timeout'
  | 'widget_unreachable'
  | 'widget_blocked'
  | 'sdk_unavailable'
  | 'recovery_exhausted'
  | 'application_error'
  | 'unknown'
  | 'invalid_response'
  | 'invalid_config'
  | 'inactive_template'

const notRetryable: ReadonlySet<ResumableInquiryErrorCode> = new Set([
  'invalid_request',
  'cross_site',
  'not_found',
  'sessions_exhausted',
  'invalid_response',
  'invalid_config',
  'inactive_template',
])

/** What an error knows beside its code. */
export interface ResumableInquiryErrorDetails {
  /** Seconds until trying again makes sense. */
  retryAfter?: number | undefined
  cause?: unknown
}

const brand = Symbol.for('@resumable-inquiry/error')

/**
 * What went wrong, why it matters, and what to do.
 *
 * Never holds a session token: neither in `message`, nor in `toJSON()`. `cause` is what was caught
 * and is left out of `toJSON()`.
 */
export class ResumableInquiryError extends Error {
  override readonly name = 'ResumableInquiryError'
  readonly code: ResumableInquiryErrorCode
  /** Whether `retry()` can help. `signed_out` is retryable once the person has logged in again. */
  readonly retryable: boolean
  /** Seconds until trying again makes sense, where known. */
  readonly retryAfter: number | undefined

  constructor(
    code: ResumableInquiryErrorCode,
    message: string,
    { retryAfter, cause }: ResumableInquiryErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryable = !notRetryable.has(code)
    this.retryAfter = retryAfter
    Object.defineProperty(this, brand, { value: true })
  }

  /** The error as data that may be logged. */
  toJSON(): {
    name: string
    code: ResumableInquiryErrorCode
    message: string
    retryable: boolean
    retryAfter: number | undefined
  } {
    const { name, code, message, retryable, retryAfter } = this
    return { name, code, message, retryable, retryAfter }
  }
}

/** Recognizes a {@link ResumableInquiryError}, even one from another copy of this package. */
export function isResumableInquiryError(value: unknown): value is ResumableInquiryError {
  return value instanceof Error && brand in value
}

/** The error for an inquiry id that is not one. */
export function invalidInquiryId(): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    'The inquiryId is not one: it begins with "inq_". A template id ("itmpl_…") belongs to the back end, which creates the inquiry.',
  )
}
