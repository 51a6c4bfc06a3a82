import type { FlowStatus } from '@resumable-inquiry/react'

/** The flow has changed its state. */
export interface StateEntry {
  kind: 'state'
  at: number
  status: FlowStatus
  detail: string | null
}

/** Something that happened at one moment. */
export interface MomentEntry {
  kind: 'recovered' | 'event' | 'session' | 'webhook' | 'control'
  at: number
  label: string
}

/** The symbol of each kind of moment. */
export const momentSymbols: Readonly<Record<MomentEntry['kind'], string>> = {
  control: '▼',
  session: '◆',
  webhook: '➜',
  recovered: '✚',
  event: '·',
}

/** An entry of the timeline. Times are in milliseconds since the Unix epoch. */
export type Entry = StateEntry | MomentEntry

const maxEntries = 400

/** Appends an entry, and drops the oldest of too many. */
export function addEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  return [...entries, entry].slice(-maxEntries)
}

/** A period in one state. */
export interface Span {
  status: FlowStatus
  from: number
  to: number
}

/** Returns the states between two times, each with its period. */
export function getSpans(entries: readonly Entry[], from: number, to: number): Span[] {
  const states = entries.filter((entry) => entry.kind === 'state')
  return states
    .map(({ status, at }, index) => ({
      status,
      from: Math.max(at, from),
      to: Math.min(states[index + 1]?.at ?? to, to),
    }))
    .filter((span) => span.to > span.from)
}
