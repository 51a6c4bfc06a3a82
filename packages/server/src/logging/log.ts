import type { ProblemCode } from '@resumable-inquiry/core/wire'

/** What a request brought about, where it was not refused. */
export type LogOutcome =
  | 'token_minted'
  | 'token_reused'
  | 'no_token_needed'
  | 'finished'
  | 'summary'
  | 'link'
  | 'preflight'
  | 'handled'
  | 'duplicate'
  | 'done'
  | 'failed'

/** One line of the log. Never holds a session token, a one-time link or the API key. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  /** `request` and `webhook` once for each; the others say what was done on the way. */
  readonly event:
    | 'request'
    | 'webhook'
    | 'inquiry_created'
    | 'inquiry_replaced'
    | 'inquiry_discarded'
    | 'session_memory'
    | 'rate_limit'
  /** What was asked for. */
  readonly action?: 'start' | 'session' | 'summary' | 'link'
  /** The host's id of the person, once it is known. */
  readonly subjectId?: string
  readonly inquiryId?: string
  /** Persona's id of the event that a webhook told of. */
  readonly eventId?: string
  /** Persona's name of that event. */
  readonly eventName?: string
  readonly outcome: LogOutcome | ProblemCode
  /** HTTP status of the answer. */
  readonly status?: number
  readonly durationMs?: number
  /** Persona's id of the call that settled it, or that failed. */
  readonly requestId?: string
  /** What happened, and what to do. */
  readonly message?: string
  /** What was thrown. */
  readonly error?: unknown
}

/** Takes down what the handler did. */
export type Log = (entry: LogEntry) => void

/** Makes a log of the host's function: one that throws, or rejects, takes no answer from anybody. */
export function createLog(write: (entry: LogEntry) => unknown = consoleLog): Log {
  const attempt = async (entry: LogEntry) => write(entry)
  return (entry) => {
    attempt(entry).catch((error: unknown) => {
      console.error('[resumable-inquiry] The log function failed.', error)
    })
  }
}

/** Writes warnings and errors to the console, and nothing else. */
export function consoleLog(entry: LogEntry): void {
  if (entry.level === 'info') return
  const { level, error, ...rest } = entry
  const line = `[resumable-inquiry] ${JSON.stringify(rest)}`
  const write = level === 'error' ? console.error : console.warn
  if (error === undefined) write(line)
  else write(line, error)
}
