import type { Span } from '@opentelemetry/api'
import type { Log, LogEntry } from './log.ts'
import { createLogLine, type LogLine } from './log-line.ts'
import type { Served } from '../inquiries/handler-context.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import type { Refusal } from '../http/problem.ts'

/** Writes one request's line of the log. */
export interface RequestLog extends Pick<LogLine, 'notes'> {
  /** @param status HTTP status of the answer, 200 by default */
  served(served: Pick<Served, 'outcome'> & Partial<Served>, status?: number): void
  refused(refusal: Refusal): void
}

/** Begins the line of a request that has just come in. */
export function createRequestLog(log: Log, span: Span): RequestLog {
  const { notes, write } = createLogLine('request', log, span)
  return {
    notes,

    served({ inquiryId, outcome, requestId }, status = 200) {
      if (inquiryId !== undefined) notes.inquiryId = inquiryId
      write({ level: 'info', outcome, status, ...(requestId && { requestId }) })
    },

    refused(refusal) {
      const { code, status, cause } = refusal
      write({ level: levelOf(refusal), outcome: code, status, ...explain(cause) })
    },
  }
}

function levelOf({ code, cause }: Refusal): LogEntry['level'] {
  switch (code) {
    case 'internal':
      return 'error'
    case 'persona_unavailable':
      return isOurMistake(cause) ? 'error' : 'warn'
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

// These do not pass by themselves: somebody has to change the key or the code.
function isOurMistake(cause: unknown): boolean {
  if (!(cause instanceof PersonaApiError)) return false
  const { kind } = cause
  return kind === 'unauthenticated' || kind === 'forbidden' || kind === 'invalid_request'
}

/**
 * What the log says of something that was thrown. Of trouble with Persona it is the words alone: what
 * led to it comes from the host's `fetch`, and may hold the request with its key.
 */
export function explain(cause: unknown): Pick<LogEntry, 'message' | 'requestId' | 'error'> {
  if (cause === undefined) return {}
  if (!(cause instanceof PersonaApiError)) return { error: cause }
  const { message, requestId } = cause
  return { message, ...(requestId === undefined ? {} : { requestId }) }
}
