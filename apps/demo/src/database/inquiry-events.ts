import type { InquiryEvent, WebhookEvent } from '@resumable-inquiry/server'
import { eq, lte, sql } from 'drizzle-orm'
import type { Database } from './open-database.ts'
import { handledEvents, inquiryStatuses } from './schema.ts'

/** The status of an inquiry by the latest of Persona's events. */
export interface LatestStatus {
  /** Persona's word. */
  status: string
  /** When Persona changed it, in ISO 8601. */
  changedAt: string
}

/** Handles Persona's events about inquiries. */
export interface InquiryEvents {
  /** Returns `null` before the first event of an inquiry. */
  findLatest(inquiryId: string): Promise<LatestStatus | null>
  hasHandled(eventId: string): Promise<boolean>
  /** Handles an event once. The latest status wins, in whatever order the events arrive. */
  handle(event: WebhookEvent): Promise<void>
}

/** Creates the handling of events. Several processes on one database handle an event once. */
export function createInquiryEvents(database: Database): InquiryEvents {
  return {
    async findLatest(inquiryId) {
      const [row] = await database
        .select()
        .from(inquiryStatuses)
        .where(eq(inquiryStatuses.inquiryId, inquiryId))
      return row ? { status: row.status, changedAt: row.changedAt.toISOString() } : null
    },

    async hasHandled(eventId) {
      const rows = await database
        .select()
        .from(handledEvents)
        .where(eq(handledEvents.eventId, eventId))
      return rows.length > 0
    },

    handle: (event) =>
      database.transaction(async (transaction) => {
        // Waits while another process handles the same event; after that, there is nothing to insert.
        const added = await transaction
          .insert(handledEvents)
          .values({ eventId: event.id })
          .onConflictDoNothing()
          .returning()
        if (added.length === 0 || !isInquiryEvent(event)) return
        const { inquiryId, status } = event
        const changedAt = new Date(event.createdAt)
        // `outOfOrder` would not do: it considers only the events that this process has handled.
        await transaction
          .insert(inquiryStatuses)
          .values({ inquiryId, status, changedAt })
          .onConflictDoUpdate({
            target: inquiryStatuses.inquiryId,
            set: { status, changedAt },
            setWhere: lte(inquiryStatuses.changedAt, sql`excluded.changed_at`),
          })
      }),
  }
}

/** Events about sessions have no `referenceId`. */
function isInquiryEvent(event: WebhookEvent): event is InquiryEvent {
  return 'referenceId' in event
}
