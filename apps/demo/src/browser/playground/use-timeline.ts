import { useCallback, useEffect, useRef, useState } from 'react'
import type { PlaygroundDelivery, PlaygroundState } from '../../playground-contract.ts'
import { addEntry, type Entry } from './timeline.ts'

type NewEntry = Entry extends infer Each ? (Each extends Entry ? Omit<Each, 'at'> : never) : never

interface Seen {
  inquiryId: string
  sessions: number
  webhooks: ReadonlySet<string>
}

/** What the timeline adds to a webhook's name; `null` if it does not show that status. */
const deliveryOutcomes: Readonly<Record<PlaygroundDelivery['status'], string | null>> = {
  held: null,
  under_way: null,
  waiting: ' failed, will be sent again',
  delivered: '',
  given_up: ' failed, given up',
}

/** Keeps the entries of the timeline, and adds new sessions and webhooks. */
export function useTimeline(playground: PlaygroundState | null | undefined) {
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const add = useCallback((entry: NewEntry) => {
    setEntries((earlier) => addEntry(earlier, { ...entry, at: Date.now() }))
  }, [])

  const seen = useRef<Seen>(undefined)
  useEffect(() => {
    if (!playground?.inquiry) return
    const { inquiry, sessions, sessionCap, deliveries } = playground
    // Skip what was there before the panel was opened.
    const known = seen.current?.inquiryId === inquiry.id ? seen.current : undefined
    for (const [index, { createdBy }] of sessions.entries()) {
      if (index < (known?.sessions ?? sessions.length)) continue
      const creator = createdBy === 'widget' ? 'the widget' : 'the back end'
      add({ kind: 'session', label: `Session ${index + 1} of ${sessionCap}, by ${creator}` })
    }
    const lines = deliveries.flatMap(({ eventId, event, status }) => {
      const outcome = deliveryOutcomes[status]
      return outcome === null
        ? []
        : { key: `${eventId} ${status}`, label: `Webhook ${event}${outcome}` }
    })
    for (const { key, label } of lines) {
      if (known !== undefined && !known.webhooks.has(key)) add({ kind: 'webhook', label })
    }
    const webhooks = new Set(lines.map(({ key }) => key))
    seen.current = { inquiryId: inquiry.id, sessions: sessions.length, webhooks }
  }, [playground, add])

  const clear = useCallback(() => setEntries([]), [])

  return { entries, add, clear }
}
