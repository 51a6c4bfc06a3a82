import type { CallRecord } from './records.ts'

/** A request or an answer as it went over the wire, but for the secrets in it. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>
  /** `null` when there was none, or when it is not kept. */
  readonly body: string | null
}

/** A REST call with all that was said. */
export interface Exchange {
  /** The answer's `Request-Id`. */
  readonly id: string
  readonly call: Readonly<CallRecord>
  /** With its `?`, or empty. */
  readonly query: string
  request: Message
  /** `null` while there is none, and for good when the connection broke. */
  answer: Message | null
  /** How long it took, by the machine's own time; `null` while it goes on. */
  milliseconds: number | null
}

/** The newest exchanges. */
export interface ExchangeLog {
  add(exchange: Exchange): void
  get(id: string): Exchange | undefined
  /** The latest first. */
  list(): Exchange[]
  clear(): void
}

const mostKept = 500

export function createExchangeLog(): ExchangeLog {
  // A Map keeps its order, so that the first key is the oldest.
  const exchanges = new Map<string, Exchange>()
  return {
    add(exchange) {
      exchanges.set(exchange.id, exchange)
      const [oldest] = exchanges.keys()
      if (exchanges.size > mostKept && oldest !== undefined) exchanges.delete(oldest)
    },
    get: (id) => exchanges.get(id),
    list: () => [...exchanges.values()].reverse(),
    clear: () => exchanges.clear(),
  }
}
