import type { Span } from '@opentelemetry/api'
import type { Log } from '../logging/log.ts'
import { createLogLine, type LogLine } from '../logging/log-line.ts'
import type { Refusal } from '../http/problem.ts'

/** Writes one webhook's line of the log. */
export interface WebhookLog extends Pick<LogLine, 'notes'> {
  taken(outcome: 'handled' | 'duplicate'): void
  refused(refusal: Refusal): void
}

/** Begins the line of a webhook that has just come in. */
export function createWebhookLog(log: Log, span: Span): WebhookLog {
  const { notes, write } = createLogLine('webhook', log, span)
  return {
    notes,

    taken(outcome) {
      write({ level: 'info', outcome, status: 204 })
    },

    refused({ code, status, detail, cause }) {
      write({
        level: code === 'internal' ? 'error' : 'warn',
        outcome: code,
        status,
        ...(detail === undefined ? {} : { message: detail }),
        ...(cause === undefined ? {} : { error: cause }),
      })
    },
  }
}
