import type { FlowEvent } from './machine-types.ts'
import type { FlowOptions } from './options.ts'

/** What the parts of a flow that do things have in common. */
export interface Work {
  /** The latest options. */
  readonly options: FlowOptions
  /** Aborted as soon as the flow goes on to something else. */
  readonly signal: AbortSignal
  dispatch(event: FlowEvent): void
}

/** Runs a task later, unless the flow has gone on to something else by then. */
export function schedule({ signal }: Work, task: () => void, milliseconds: number): void {
  const timer = setTimeout(task, milliseconds)
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
}
