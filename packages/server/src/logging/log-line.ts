import type { Span } from '@opentelemetry/api'
import type { Log, LogEntry } from './log.ts'
import { markFailed, noteEntry } from './tracing.ts'

/** What becomes known while something is served. */
export type LogNotes = {
  -readonly [Key in 'action' | 'inquiryId' | 'subjectId' | 'eventId' | 'eventName']?: LogEntry[Key]
}

/** The line of the log for something that has just come in. */
export interface LogLine {
  readonly notes: LogNotes
  /** Writes the line, with the notes so far and the time since it began. */
  write(ending: Omit<LogEntry, 'event' | 'durationMs' | keyof LogNotes>): void
}

/** Begins a line. Its span says the same, and that it failed where the line is an error. */
export function createLogLine(event: 'request' | 'webhook', log: Log, span: Span): LogLine {
  const startedAt = performance.now()
  const notes: LogNotes = {}
  return {
    notes,
    write(ending) {
      const durationMs = Math.round(performance.now() - startedAt)
      const entry: LogEntry = { event, ...notes, durationMs, ...ending }
      if (ending.level === 'error') markFailed(span, ending.outcome)
      noteEntry(span, entry)
      log(entry)
    },
  }
}
