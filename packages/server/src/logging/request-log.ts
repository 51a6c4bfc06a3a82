import type { Span } from '@opentelemetry/api'
import type { ProblemError } from '../http/problem.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import type { Log, LogEntry, LogOutcome } from './log.ts'
import { markFailed, setEntryAttributes } from './tracing.ts'

/** What becomes known while a request or webhook is handled. */
export type LogContext = {
  -readonly [Key in 'action' | 'inquiryId' | 'subjectId' | 'eventId' | 'eventName']?: LogEntry[Key]
}

/** The log line of a request or webhook that is being handled. */
export interface LogLine {
  readonly context: LogContext
  /** Writes the line, with the context so far and the duration. */
  write(ending: Omit<LogEntry, 'event' | 'durationMs' | keyof LogContext>): void
}

/** Starts a line. Writing it also sets its span's attributes, and marks the span failed on an error. */
export function createLogLine(event: 'request' | 'webhook', log: Log, span: Span): LogLine {
  const startedAt = performance.now()
  const context: LogContext = {}
  return {
    context,
    write(ending) {
      const durationMs = Math.round(performance.now() - startedAt)
      const entry: LogEntry = { event, ...context, durationMs, ...ending }
      if (ending.level === 'error') markFailed(span, ending.outcome)
      setEntryAttributes(span, entry)
      log(entry)
    },
  }
}

/** Writes the log line of one request. */
export interface RequestLog extends Pick<LogLine, 'context'> {
  succeed(result: RequestResult): void
  fail(problem: ProblemError): void
}

interface RequestResult {
  readonly outcome: LogOutcome
  readonly inquiryId?: string
  readonly requestId?: string | undefined
  /** @default 200 */
  readonly status?: number
}

/** Starts the log line of a request. */
export function createRequestLog(log: Log, span: Span): RequestLog {
  const { context, write } = createLogLine('request', log, span)
  return {
    context,

    succeed({ inquiryId, outcome, requestId, status = 200 }) {
      if (inquiryId !== undefined) context.inquiryId = inquiryId
      write({ level: 'info', outcome, status, ...(requestId && { requestId }) })
    },

    fail(problem) {
      const { code, status, cause } = problem
      write({ level: getLevel(problem), outcome: code, status, ...errorFields(cause) })
    },
  }
}

function getLevel({ code, cause }: ProblemError): LogEntry['level'] {
  switch (code) {
    case 'internal':
      return 'error'
    case 'persona_unavailable':
      return isMisconfiguration(cause) ? 'error' : 'warn'
    case 'sessions_exhausted':
    case 'rate_limited':
    case 'cross_site':
      return 'warn'
    case 'invalid_request':
    case 'signed_out':
    case 'not_found':
      return 'info'
  }
}

// Retrying cannot fix these: the key or the code has to change.
function isMisconfiguration(cause: unknown): boolean {
  const kinds = ['unauthenticated', 'forbidden', 'wrong_environment', 'invalid_request']
  return cause instanceof PersonaApiError && kinds.includes(cause.kind)
}

/**
 * Returns the log fields of something thrown. Leaves out the cause of a `PersonaApiError`: it comes
 * from the host's `fetch` and may contain the request with its key.
 */
export function errorFields(thrown: unknown): Pick<LogEntry, 'message' | 'requestId' | 'error'> {
  if (thrown === undefined) return {}
  if (!(thrown instanceof PersonaApiError)) return { error: thrown }
  const { message, requestId } = thrown
  return { message, ...(requestId === undefined ? {} : { requestId }) }
}
