import type { Log, LogEntry } from './log.ts'
import type { Served } from './office.ts'
import { PersonaApiError } from './persona/persona-api-error.ts'
import type { Refusal } from './problem.ts'

/** What becomes known of a request while it is served. */
export type RequestNotes = {
  -readonly [Key in 'action' | 'inquiryId' | 'subjectId']?: LogEntry[Key]
}

/** Writes one request's line of the log. */
export interface RequestLog {
  readonly notes: RequestNotes
  /** @param status HTTP status of the answer, 200 by default */
  served(served: Pick<Served, 'outcome'> & Partial<Served>, status?: number): void
  refused(refusal: Refusal): void
}

/** Begins the line of a request that has just come in. */
export function createRequestLog(log: Log): RequestLog {
  const startedAt = performance.now()
  const notes: RequestNotes = {}
  const common = () => ({
    event: 'request' as const,
    ...notes,
    durationMs: Math.round(performance.now() - startedAt),
  })

  return {
    notes,

    served({ inquiryId, outcome }, status = 200) {
      if (inquiryId !== undefined) notes.inquiryId = inquiryId
      log({ ...common(), level: 'info', outcome, status })
    },

    refused(refusal) {
      const { code, status, cause } = refusal
      log({ ...common(), level: levelOf(refusal), outcome: code, status, ...explain(cause) })
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

function explain(cause: unknown): Pick<LogEntry, 'message' | 'requestId' | 'error'> {
  if (cause === undefined) return {}
  if (!(cause instanceof PersonaApiError)) return { error: cause }
  const { message, requestId } = cause
  return { message, ...(requestId === undefined ? {} : { requestId }) }
}
