import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/**
 * The owners of inquiries. A person has one current inquiry. They keep those that were replaced, so
 * that a tab which was opened with an old id continues with the new one.
 */
export const inquiries = pgTable(
  'inquiries',
  {
    inquiryId: text('inquiry_id').primaryKey(),
    personId: text('person_id').notNull(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull().defaultNow(),
    replacedAt: timestamp('replaced_at', { withTimezone: true }),
  },
  (table) => [
    index('inquiries_person').on(table.personId),
    uniqueIndex('inquiries_one_current_per_person')
      .on(table.personId)
      .where(sql`${table.replacedAt} is null`),
  ],
)

/**
 * The status of each inquiry by the latest of Persona's events. Separate from the owners: the first
 * events arrive before an inquiry is claimed.
 */
export const inquiryStatuses = pgTable('inquiry_statuses', {
  inquiryId: text('inquiry_id').primaryKey(),
  status: text('status').notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
})

/** The events that were handled. Persona repeats an event for at most two and a half days. */
export const handledEvents = pgTable('handled_events', {
  eventId: text('event_id').primaryKey(),
  handledAt: timestamp('handled_at', { withTimezone: true }).notNull().defaultNow(),
})
