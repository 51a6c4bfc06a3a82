import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/**
 * Who owns which inquiry.
 *
 * A person has one current inquiry; those that were replaced stay theirs, so that an open tab that
 * still knows the old id is led to the new one. Where an inquiry stands is not kept: Persona knows.
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
