import type { ProblemCode } from './wire/index.ts'

/** Code of an error, spelled as Persona spells its own. */
export type ResumableInquiryErrorCode =
  | Exclude<ProblemCode, 'internal'>
  | 'unsupported_browser'
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

/** What an error carries beside its code and its message. */
export interface ResumableInquiryErrorDetails {
  /** Seconds until retrying makes sense. */
  retryAfter?: number | undefined
  cause?: unknown
}

const brand = Symbol.for('@resumable-inquiry/error')

/**
 * An error of a flow or of its client. `message` is for developers: what happened, and what to do.
 *
 * Holds no session token, neither in `message` nor in `toJSON()`. `cause` is the caught error, and is
 * left out of `toJSON()`.
 */
export class ResumableInquiryError extends Error {
  override readonly name = 'ResumableInquiryError'
  readonly code: ResumableInquiryErrorCode
  /** Whether `retry()` can help. `signed_out` is retryable once the person has signed in again. */
  readonly retryable: boolean
  /** Seconds until retrying makes sense, where known. */
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

  /** Returns the error as data that is safe to log. */
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

/** Runs a task, and reports what it throws as an uncaught error. */
export function attempt(task: () => void): void {
  try {
    task()
  } catch (error) {
    if (typeof reportError === 'function') {
      reportError(error)
      return
    }
    // The jsdom of Jest 30 has no reportError.
    queueMicrotask(() => {
      throw error
    })
  }
}

/** Returns whether the browser knows that it is offline. */
export function isOffline(): boolean {
  const { navigator } = globalThis
  // A server has no navigator, or one without this property.
  return navigator !== undefined && 'onLine' in navigator && !navigator.onLine
}

/** The error for a browser that is offline. */
export function offline(cause?: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'offline',
    'The browser is offline. The flow continues automatically when the connection is back.',
    { cause },
  )
}

/** The error for a script of ours that could not be loaded. */
export function scriptNotLoaded(cause?: unknown): ResumableInquiryError {
  if (isOffline()) return offline(cause)
  return new ResumableInquiryError(
    'sdk_unavailable',
    'A script of the flow could not be loaded. Check the connection, and that the page may load its own scripts; after a new deployment a reload of the page helps.',
    { cause },
  )
}
