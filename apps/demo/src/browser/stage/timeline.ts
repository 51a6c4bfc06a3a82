import type { FlowStatus } from '@resumable-inquiry/react'

/** The flow went into a state. */
export interface StateEntry {
  kind: 'state'
  at: number
  status: FlowStatus
  detail: string | null
  /** Whether the page can call `retry()` now. */
  canRetry: boolean
}

/** Something happened at one moment. */
export interface MomentEntry {
  kind: 'recovered' | 'event' | 'session' | 'webhook' | 'knob'
  at: number
  label: string
}

/** How each kind of moment is drawn. */
export const momentSigns: Readonly<Record<MomentEntry['kind'], string>> = {
  knob: '▼',
  session: '◆',
  webhook: '➜',
  recovered: '✚',
  event: '·',
}

/** Everything that happened, oldest first. Times are milliseconds since the Unix epoch. */
export type Entry = StateEntry | MomentEntry

const kept = 400

/** Adds what happened last. */
export function addEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  return [...entries, entry].slice(-kept)
}

/** A stretch of time in one state. */
export interface Span {
  status: FlowStatus
  from: number
  to: number
}

/** The states that lie between two times, each with its own stretch. */
export function spansBetween(entries: readonly Entry[], from: number, to: number): Span[] {
  const states = entries.filter((entry) => entry.kind === 'state')
  return states
    .map(({ status, at }, index) => ({
      status,
      from: Math.max(at, from),
      to: Math.min(states[index + 1]?.at ?? to, to),
    }))
    .filter((span) => span.to > span.from)
}
