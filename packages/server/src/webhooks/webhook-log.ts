import type { Span } from '@opentelemetry/api'
import type { Log, LogEntry } from '../log.ts'
import type { Refusal } from '../problem.ts'
import { markFailed, noteEntry } from '../telemetry.ts'

/** What becomes known of a webhook while it is taken. */
export type WebhookNotes = {
  -readonly [Key in 'eventId' | 'eventName' | 'inquiryId']?: LogEntry[Key]
}

/** Writes one webhook's line of the log. */
export interface WebhookLog {
  readonly notes: WebhookNotes
  taken(outcome: 'handled' | 'duplicate'): void
  refused(refusal: Refusal): void
}

/** Begins the line of a webhook that has just come in. Its span says the same. */
export function createWebhookLog(log: Log, span: Span): WebhookLog {
  const startedAt = performance.now()
  const notes: WebhookNotes = {}
  const common = () => ({
    event: 'webhook' as const,
    ...notes,
    durationMs: Math.round(performance.now() - startedAt),
  })

  const write = (entry: LogEntry) => {
    noteEntry(span, entry)
    log(entry)
  }

  return {
    notes,

    taken(outcome) {
      write({ ...common(), level: 'info', outcome, status: 204 })
    },

    refused({ code, status, detail, cause }) {
      if (code === 'internal') markFailed(span, code)
      write({
        ...common(),
        level: code === 'internal' ? 'error' : 'warn',
        outcome: code,
        status,
        ...(detail === undefined ? {} : { message: detail }),
        ...(cause === undefined ? {} : { error: cause }),
      })
    },
  }
}
