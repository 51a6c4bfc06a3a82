import { now } from './clock.ts'

/** A limit on waiting that can be stopped. */
export interface Deadline {
  /** Milliseconds that are left. */
  remaining(): number
  stop(): void
}

/**
 * Limits waiting to `milliseconds` of the page being visible.
 *
 * A hidden page may be frozen, and nobody is waiting: the deadline starts over when the person comes
 * back. Without a document it simply runs.
 */
export function startDeadline(milliseconds: number, onPassed: () => void): Deadline {
  let startedAt = now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const run = () => {
    startedAt = now()
    timer = setTimeout(() => {
      stop()
      onPassed()
    }, milliseconds)
  }
  const onVisibilityChange = () => {
    clearTimeout(timer)
    if (!isHidden()) run()
  }
  const stop = () => {
    clearTimeout(timer)
    globalThis.document?.removeEventListener('visibilitychange', onVisibilityChange)
  }

  globalThis.document?.addEventListener('visibilitychange', onVisibilityChange)
  if (!isHidden()) run()

  return {
    remaining: () => (isHidden() ? milliseconds : Math.max(0, milliseconds - (now() - startedAt))),
    stop,
  }
}

function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden'
}
