import type { Operation } from './operations.ts'
import type { CallRecord } from './records.ts'

/** The REST calls, in the order in which they arrived. */
export interface CallLog {
  /** Notes a call; what is found out later is written into the record. */
  begin(call: Omit<CallRecord, 'status'>): CallRecord
  list(filter?: { inquiryId?: string | undefined; operation?: Operation | undefined }): CallRecord[]
  /** How many there were, those included that are not kept any more. */
  readonly count: number
  clear(): void
}

// An emulator that runs for days under load must not fill the memory.
const mostKept = 100_000

export function createCallLog(): CallLog {
  let calls: CallRecord[] = []
  let dropped = 0
  return {
    begin(call) {
      if (calls.length >= mostKept * 1.1) {
        dropped += calls.length - mostKept
        calls = calls.slice(-mostKept)
      }
      const record: CallRecord = { ...call, status: null }
      calls.push(record)
      return record
    },
    list({ inquiryId, operation } = {}) {
      return calls
        .filter((call) => inquiryId === undefined || call.inquiryId === inquiryId)
        .filter((call) => operation === undefined || call.operation === operation)
        .map((call) => ({ ...call }))
    },
    get count() {
      return dropped + calls.length
    },
    clear() {
      calls = []
      dropped = 0
    },
  }
}
