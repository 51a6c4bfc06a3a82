import type { Inquiry } from './inquiry.ts'

/** The inquiries that were retrieved last, for callers that do not need the latest. */
export interface RetrievedInquiries {
  /**
   * Returns an inquiry that was asked for less than `maxAge` milliseconds ago, or retrieves it. With 0,
   * it is forgotten: what needs the latest is about to change it.
   */
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

      entries.delete(inquiryId)
      if (maxAge === 0) return await retrieve()
      const entry: Entry = { askedAt, inquiry: undefined }
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
