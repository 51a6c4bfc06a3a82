import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from './open-database.ts'
import { inquiries } from './schema.ts'

/** Records which inquiry belongs to which person. */
export interface InquiryOwnership {
  /** Returns the person's current inquiry. */
  find(personId: string): Promise<string | null>
  owns(personId: string, inquiryId: string): Promise<boolean>
  /**
   * Makes an inquiry the person's current one, unless they have one other than `replaced`. Returns
   * the id of the current inquiry: all of several claims at the same time return the same one.
   */
  claim(personId: string, inquiryId: string, replaced?: string): Promise<string>
}

/** Creates the records in the database, where a unique index decides between simultaneous claims. */
export function createInquiryOwnership(database: Database): InquiryOwnership {
  const find = async (personId: string, from: Pick<Database, 'select'> = database) => {
    const [row] = await from
      .select({ inquiryId: inquiries.inquiryId })
      .from(inquiries)
      .where(isCurrentOf(personId))
    return row?.inquiryId ?? null
  }

  return {
    find: (personId) => find(personId),

    async owns(personId, inquiryId) {
      const rows = await database
        .select({ inquiryId: inquiries.inquiryId })
        .from(inquiries)
        .where(and(eq(inquiries.personId, personId), eq(inquiries.inquiryId, inquiryId)))
      return rows.length > 0
    },

    claim: (personId, inquiryId, replaced) =>
      database.transaction(async (transaction) => {
        if (replaced !== undefined) {
          await transaction
            .update(inquiries)
            .set({ replacedAt: new Date() })
            .where(and(isCurrentOf(personId), eq(inquiries.inquiryId, replaced)))
        }
        await transaction.insert(inquiries).values({ personId, inquiryId }).onConflictDoNothing()
        const current = await find(personId, transaction)
        if (current === null) {
          throw new Error(`Inquiry ${inquiryId} belongs to somebody else already.`)
        }
        return current
      }),
  }
}

function isCurrentOf(personId: string) {
  return and(eq(inquiries.personId, personId), isNull(inquiries.replacedAt))
}
