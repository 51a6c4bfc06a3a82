import type { Inquiry } from './inquiry.ts'

/** The inquiries that were retrieved last. */
export interface RetrievedInquiries {
  /** Returns an inquiry that was asked for less than `maxAge` milliseconds ago, or retrieves it. */
  get(inquiryId: string, maxAge: number, retrieve: () => Promise<Inquiry>): Promise<Inquiry>
  /** Forgets an inquiry, also one that is being retrieved: the response may be from before a change. */
  forget(inquiryId: string): void
}

interface Entry {
  readonly askedAt: number
  /** `undefined` until there is a response. */
  inquiry: Inquiry | undefined
}

const maxEntries = 10_000

export function createRetrievedInquiries(): RetrievedInquiries {
  /** Sorted by `askedAt`. */
  const entries = new Map<string, Entry>()

  return {
    async get(inquiryId, maxAge, retrieve) {
      const askedAt = performance.now()
      const known = entries.get(inquiryId)
      if (known?.inquiry !== undefined && askedAt - known.askedAt < maxAge) return known.inquiry

      const entry: Entry = { askedAt, inquiry: undefined }
      entries.delete(inquiryId)
      entries.set(inquiryId, entry)
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break
        entries.delete(oldest)
      }
      entry.inquiry = await retrieve()
      return entry.inquiry
    },

    forget(inquiryId) {
      entries.delete(inquiryId)
    },
  }
}
