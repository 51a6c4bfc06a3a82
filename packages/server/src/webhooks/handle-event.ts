import type { SentEvent } from './read-event.ts'
import { inquiryEventNames } from './webhook-event.ts'

/** Remembers, in this process, what has been handled. */
export interface EventMemory {
  has(eventId: string): boolean
  /**
   * Whether later news of the same kind has been handled: of what an inquiry has come to, only its own
   * events tell; what happens to its sessions is out of date by either.
   */
  isOutOfOrder(event: SentEvent): boolean
  add(event: SentEvent): void
}

/** Persona repeats an event for two days and a half. What is older than these is not asked for again. */
const maximum = 10_000

/** Makes a memory that holds the last 10,000 events, and as many inquiries. */
export function createEventMemory(): EventMemory {
  const handled = new Map<string, true>()
  const latest = new Map<string, number>()
  const latestOfInquiry = new Map<string, number>()

  return {
    has: (eventId) => handled.has(eventId),

    isOutOfOrder(event) {
      const { inquiryId, createdAt } = event
      if (inquiryId === null) return false
      const others = isOfInquiry(event) ? latestOfInquiry : latest
      return createdAt < (others.get(inquiryId) ?? -Infinity)
    },

    add(event) {
      const { id, inquiryId, createdAt } = event
      keep(handled, id, true)
      if (inquiryId === null) return
      for (const times of isOfInquiry(event) ? [latest, latestOfInquiry] : [latest]) {
        keep(times, inquiryId, Math.max(createdAt, times.get(inquiryId) ?? -Infinity))
      }
    },
  }
}

function isOfInquiry({ name }: SentEvent): boolean {
  return inquiryEventNames.some((known) => known === name)
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
