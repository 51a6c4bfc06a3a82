import type { Operation } from './operations.ts'
import type { CallRecord } from './records.ts'

/** The REST calls, in the order in which they arrived. */
export interface CallLog {
  /** Notes a call and answers what to call once it has been answered. */
  begin(call: Omit<CallRecord, 'status'>): (status: number, inquiryId: string | null) => void
  list(filter?: { inquiryId?: string | undefined; operation?: Operation | undefined }): CallRecord[]
  clear(): void
}

export function createCallLog(): CallLog {
  let calls: CallRecord[] = []
  return {
    begin(call) {
      const record: CallRecord = { ...call, status: null }
      calls.push(record)
      return (status, inquiryId) => {
        record.status = status
        record.inquiryId = inquiryId
      }
    },
    list({ inquiryId, operation } = {}) {
      return calls
        .filter((call) => inquiryId === undefined || call.inquiryId === inquiryId)
        .filter((call) => operation === undefined || call.operation === operation)
        .map((call) => ({ ...call }))
    },
    clear() {
      calls = []
    },
  }
}
