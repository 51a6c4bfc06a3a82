import type { InlineBox } from '../frame/inline-box.ts'
import type { FlowEvent } from './machine-types.ts'
import type { FlowOptions } from './options.ts'
import { maxTimerDelay } from './policy.ts'

/** What the session loader and the frame manager work with. */
export interface Runtime {
  /** The latest options. */
  readonly options: FlowOptions
  /** Aborted as soon as the flow moves on to another run. */
  readonly signal: AbortSignal
  /** Whether the person is continuing on another device. */
  readonly isHandedOff: boolean
  /** Where the widget is shown; none for a modal. */
  readonly box: InlineBox | undefined
  dispatch(event: FlowEvent): void
}

/** Runs a task after a delay in milliseconds, unless the flow has moved on by then. */
export function schedule({ signal }: Runtime, task: () => void, delay: number): void {
  if (signal.aborted) return
  const timer = setTimeout(task, Math.min(delay, maxTimerDelay))
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
}

/** Runs a task, and reports what it throws as an uncaught error. */
export function attempt(task: () => void): void {
  try {
    task()
  } catch (error) {
    if (typeof reportError === 'function') {
      reportError(error)
      return
    }
    // The jsdom of Jest 30 has no reportError.
    queueMicrotask(() => {
      throw error
    })
  }
}

/** Returns a function that handles events one after another: one that comes meanwhile waits. */
export function oneAfterAnother<Event>(handle: (event: Event) => void): (event: Event) => void {
  const queue: Event[] = []
  let isHandling = false
  return (event) => {
    queue.push(event)
    if (isHandling) return
    isHandling = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) handle(next)
    isHandling = false
  }
}
