import type { FlowEvent } from './machine-types.ts'
import type { FlowOptions } from './options.ts'

/** What the parts of a flow that do things work with. */
export interface Runtime {
  /** The latest options. */
  readonly options: FlowOptions
  /** Aborted as soon as the flow goes on to something else. */
  readonly signal: AbortSignal
  dispatch(event: FlowEvent): void
}

/** Milliseconds. A timer that is set for longer fires at once. */
const longestTimer = 2 ** 31 - 1

/** Runs a task later, unless the flow has gone on to something else by then. */
export function schedule({ signal }: Runtime, task: () => void, milliseconds: number): void {
  if (signal.aborted) return
  const timer = setTimeout(task, Math.min(milliseconds, longestTimer))
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
}
