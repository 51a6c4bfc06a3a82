import { createTimeBudget } from '../timeouts.ts'
import type { SentEvent } from './parse-event.ts'
import { inquiryEventNames } from './webhook-event.ts'
import type { WebhookHandlerOptions } from './webhook-handler-options.ts'

/** Handles an event, unless it was handled before. */
export type HandleEvent = (event: SentEvent) => Promise<'handled' | 'duplicate'>

/**
 * Milliseconds for `seen` and `onEvent` together. Then the inquiry's next event has its turn: an
 * `onEvent` that hangs must not hold up an approval for good.
 */
const eventTimeout = 30_000

/** Creates the function that calls `onEvent`: once per event, and for one inquiry in sequence. */
export function createHandleEvent({
  onEvent,
  seen,
}: Pick<WebhookHandlerOptions, 'onEvent' | 'seen'>): HandleEvent {
  const handled = createHandledEvents()
  const enqueue = createKeyedQueue()
  const isHandled = seen ?? ((eventId: string) => handled.has(eventId))

  return (event) =>
    enqueue(event.inquiryId ?? event.id, async () => {
      const budget = createTimeBudget(
        eventTimeout,
        'Persona delivers the event again, and stops waiting after 5 s: put longer work into a queue.',
      )
      const isDuplicate: unknown = await budget.call('seen', (options) =>
        isHandled(event.id, options),
      )
      // Require a boolean: a row or `[]` would be truthy.
      if (typeof isDuplicate !== 'boolean') throw new TypeError('seen must return true or false.')
      if (isDuplicate) return 'duplicate'
      await budget.call('onEvent', (options) =>
        onEvent({ ...event, outOfOrder: handled.isOutOfOrder(event) }, options),
      )
      handled.add(event)
      return 'handled'
    })
}

/** Runs `work` after all earlier work with the same key has settled. */
type KeyedQueue = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>

function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>()

  return async (key, work) => {
    const previous = last.get(key) ?? Promise.resolve()
    const current = previous.then(work, work)
    last.set(key, current)
    try {
      return await current
    } finally {
      if (last.get(key) === current) last.delete(key)
    }
  }
}

/** The events that this process has handled. */
interface HandledEvents {
  has(eventId: string): boolean
  /**
   * Returns whether a later event was handled before. An event about a session does not make one
   * about the inquiry itself out of order.
   */
  isOutOfOrder(event: SentEvent): boolean
  add(event: SentEvent): void
}

/** Number of events, and of inquiries, to remember. Persona redelivers for two and a half days. */
const maxEntries = 10_000

function createHandledEvents(): HandledEvents {
  const eventIds = new Map<string, true>()
  /** The time of the latest event, by inquiry: of any kind, and about the inquiry itself. */
  const latest = new Map<string, number>()
  const latestOfInquiry = new Map<string, number>()

  return {
    has: (eventId) => eventIds.has(eventId),

    isOutOfOrder(event) {
      const { inquiryId, createdAt } = event
      if (inquiryId === null) return false
      const times = isInquiryEvent(event) ? latestOfInquiry : latest
      return createdAt < (times.get(inquiryId) ?? -Infinity)
    },

    add(event) {
      const { id, inquiryId, createdAt } = event
      setBounded(eventIds, id, true)
      if (inquiryId === null) return
      for (const times of isInquiryEvent(event) ? [latest, latestOfInquiry] : [latest]) {
        setBounded(times, inquiryId, Math.max(createdAt, times.get(inquiryId) ?? -Infinity))
      }
    },
  }
}

function isInquiryEvent({ name }: SentEvent): boolean {
  return inquiryEventNames.some((known) => known === name)
}

// Reinsert, so that the map stays sorted by last use.
function setBounded<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= maxEntries) break
    map.delete(oldest)
  }
}
