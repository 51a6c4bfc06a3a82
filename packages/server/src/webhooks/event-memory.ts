import type { SentEvent } from './read-event.ts'

/** Remembers, in this process, what has been handled. */
export interface EventMemory {
  has(eventId: string): boolean
  /** Whether a later event of the same inquiry has been handled. */
  isOutOfOrder(event: SentEvent): boolean
  add(event: SentEvent): void
}

/** Persona repeats an event for two days and a half. What is older than these is not asked for again. */
const maximum = 10_000

/** Makes a memory that holds the last 10,000 events, and as many inquiries. */
export function createEventMemory(): EventMemory {
  const handled = new Map<string, true>()
  const latest = new Map<string, number>()

  return {
    has: (eventId) => handled.has(eventId),

    isOutOfOrder({ inquiryId, createdAt }) {
      return inquiryId !== null && createdAt < (latest.get(inquiryId) ?? -Infinity)
    },

    add({ id, inquiryId, createdAt }) {
      keep(handled, id, true)
      if (inquiryId === null) return
      keep(latest, inquiryId, Math.max(createdAt, latest.get(inquiryId) ?? -Infinity))
    },
  }
}

// A map keeps the order of insertion: what was added last stands last.
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= maximum) break
    map.delete(oldest)
  }
}
