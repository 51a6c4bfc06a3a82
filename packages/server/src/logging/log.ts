import type { ProblemCode } from '@resumable-inquiry/core/wire'

/** The outcome of a request, a webhook or a step, unless it was a problem. */
export type LogOutcome =
  | 'token_minted'
  | 'token_reused'
  | 'no_token_needed'
  | 'finished'
  | 'summary'
  | 'link'
  | 'hosted'
  | 'expiry'
  | 'preflight'
  | 'handled'
  | 'duplicate'
  | 'done'
  | 'evicted'
  | 'failed'

/** One log line. Never contains a session token, a one-time link or the API key. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  /** `request` and `webhook` once for each; the others for steps in between. */
  readonly event:
    | 'request'
    | 'webhook'
    | 'inquiry_created'
    | 'inquiry_replaced'
    | 'inquiry_discarded'
    | 'inquiry_unknown'
    | 'session_store'
    | 'rate_limit'
  /** The route. */
  readonly action?: 'start' | 'session' | 'expiry' | 'summary' | 'link' | 'hosted'
  /** The host's id of the person, once authenticated. */
  readonly subjectId?: string
  readonly inquiryId?: string
  /** Persona's id of a webhook's event. */
  readonly eventId?: string
  /** Persona's name of a webhook's event. */
  readonly eventName?: string
  readonly outcome: LogOutcome | ProblemCode
  /** HTTP status of the response. */
  readonly status?: number
  readonly durationMs?: number
  /** Persona's id of the call that decided the outcome, or that failed. */
  readonly requestId?: string
  /** What happened, and what to do about it. */
  readonly message?: string
  /** What was thrown. */
  readonly error?: unknown
}

/** Writes a log line. Never throws. */
export type Log = (entry: LogEntry) => void

/** Wraps the host's log function, so that no request fails when it throws or rejects. */
export function createLog(write: (entry: LogEntry) => unknown = consoleLog): Log {
  const attempt = async (entry: LogEntry) => write(entry)
  return (entry) => {
    attempt(entry).catch((error: unknown) => {
      console.error('[resumable-inquiry] The log function failed.', error)
    })
  }
}

/** Writes warnings and errors to the console. */
export function consoleLog(entry: LogEntry): void {
  if (entry.level === 'info') return
  const { level, error, ...rest } = entry
  const line = `[resumable-inquiry] ${JSON.stringify(rest)}`
  const write = level === 'error' ? console.error : console.warn
  if (error === undefined) write(line)
  else write(line, error)
}
