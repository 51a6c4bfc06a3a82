import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/**
 * Who owns which inquiry.
 *
 * A person has one current inquiry; those that were replaced stay theirs, so that an open tab that
 * still knows the old id is led to the new one.
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
 * Where inquiries stand by the latest of Persona's events about each.
 *
 * It is apart from who owns them, since Persona tells of an inquiry before anybody has claimed it.
 */
export const inquiryStatuses = pgTable('inquiry_statuses', {
  inquiryId: text('inquiry_id').primaryKey(),
  status: text('status').notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
})

/** The events that were handled. Persona repeats one for two days and a half at most. */
export const handledEvents = pgTable('handled_events', {
  eventId: text('event_id').primaryKey(),
  handledAt: timestamp('handled_at', { withTimezone: true }).notNull().defaultNow(),
})
