import type { Operation } from '../operations.ts'
import type { CallRecord } from '../records.ts'

/** Headers and body of a request or a response, with the secrets masked. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>
  /** `null` when there was none, or when it is not kept. */
  readonly body: string | null
}

/** A REST call with its request and response. */
export interface LoggedRequest {
  /** The response's `Request-Id`. */
  readonly id: string
  readonly call: CallRecord
  /** With its `?`, or empty. */
  readonly query: string
  request: Message
  /** `null` before the response, and for good when the connection broke. */
  response: Message | null
  /** Duration by the machine's own time; `null` while the call goes on. */
  milliseconds: number | null
}

/** The REST calls, in the order in which they arrived. */
export interface RequestLog {
  /** Adds a call; later findings are written into the entry. */
  add(request: LoggedRequest): void
  /** Returns copies of the calls that match: the last 100,000 at least. */
  calls(filter?: {
    inquiryId?: string | undefined
    operation?: Operation | undefined
  }): CallRecord[]
  /** Returns the newest 500 with their messages, oldest first. */
  newest(): LoggedRequest[]
  get(id: string): LoggedRequest | undefined
  /** The number of calls, including those that are no longer kept. */
  readonly count: number
  clear(): void
}

// Bounds the memory of an emulator that runs for days under load.
const maxCalls = 100_000
const maxMessages = 500

export function createRequestLog(): RequestLog {
  let calls: CallRecord[] = []
  let dropped = 0
  // A Map keeps its order, so that the first key is the oldest.
  const newest = new Map<string, LoggedRequest>()
  return {
    add(request) {
      if (calls.length >= maxCalls * 1.1) {
        dropped += calls.length - maxCalls
        calls = calls.slice(-maxCalls)
      }
      calls.push(request.call)
      newest.set(request.id, request)
      const [oldest] = newest.keys()
      if (newest.size > maxMessages && oldest !== undefined) newest.delete(oldest)
    },
    calls({ inquiryId, operation } = {}) {
      return calls
        .filter((call) => inquiryId === undefined || call.inquiryId === inquiryId)
        .filter((call) => operation === undefined || call.operation === operation)
        .map((call) => ({ ...call }))
    },
    newest: () => [...newest.values()],
    get: (id) => newest.get(id),
    get count() {
      return dropped + calls.length
    },
    clear() {
      calls = []
      dropped = 0
      newest.clear()
    },
  }
}
