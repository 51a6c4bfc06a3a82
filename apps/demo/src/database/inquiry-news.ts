import type { InquiryEvent, WebhookEvent } from '@resumable-inquiry/server'
import { eq, lte, sql } from 'drizzle-orm'
import type { Database } from './open-database.ts'
import { handledEvents, inquiryStatuses } from './schema.ts'

/** Where an inquiry stands by what Persona has told. */
export interface InquiryStanding {
  /** Persona's word. */
  status: string
  /** When it happened, as of ISO 8601. */
  changedAt: string
}

/** What Persona tells of inquiries by itself. */
export interface InquiryNews {
  /** `null` while nothing was told. */
  find(inquiryId: string): Promise<InquiryStanding | null>
  hasHandled(eventId: string): Promise<boolean>
  /** Takes an event, once: whatever order and however often events come in, the latest news stays. */
  handle(event: WebhookEvent): Promise<void>
}

/** Keeps the news in the database, where several processes handle an event once between them. */
export function createInquiryNews(database: Database): InquiryNews {
  return {
    async find(inquiryId) {
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
        // Waits for another process that handles the same event, and finds nothing left to do.
        const added = await transaction
          .insert(handledEvents)
          .values({ eventId: event.id })
          .onConflictDoNothing()
          .returning()
        if (added.length === 0 || !isAboutInquiry(event)) return
        const { inquiryId, status } = event
        const changedAt = new Date(event.createdAt)
        // Not by `outOfOrder`, which knows only what this process has handled.
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

function isAboutInquiry(event: WebhookEvent): event is InquiryEvent {
  return 'referenceId' in event
}
