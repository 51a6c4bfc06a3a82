import { useCallback, useEffect, useRef, useState } from 'react'
import type { PanelState } from '../../panel-contract.ts'
import { addEntry, type Entry } from './timeline.ts'

type NewEntry = Entry extends infer Each ? (Each extends Entry ? Omit<Each, 'at'> : never) : never

/** Takes down what happens, and each new session by itself. */
export function useTimeline(panel: PanelState | null | undefined) {
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const add = useCallback((entry: NewEntry) => {
    setEntries((earlier) => addEntry(earlier, { ...entry, at: Date.now() }))
  }, [])

  const seen = useRef<{ inquiryId: string; sessions: number }>(undefined)
  useEffect(() => {
    if (!panel?.inquiry) return
    const { inquiry, sessions, sessionCap } = panel
    // Sessions from before the panel was opened are on the meter alone.
    const known = seen.current?.inquiryId === inquiry.id ? seen.current.sessions : undefined
    for (const [index, { createdBy }] of sessions.entries()) {
      if (index < (known ?? sessions.length)) continue
      const creator = createdBy === 'widget' ? 'the widget' : 'the back end'
      add({ kind: 'session', label: `Session ${index + 1} of ${sessionCap}, by ${creator}` })
    }
    seen.current = { inquiryId: inquiry.id, sessions: sessions.length }
  }, [panel, add])

  const clear = useCallback(() => setEntries([]), [])

  return { entries, add, clear }
}
