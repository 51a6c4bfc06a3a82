/**
 * Returns milliseconds of the monotonic clock, which corrections of the wall clock do not move.
 *
 * Some browsers stop it while the machine sleeps. A session that expired meanwhile is then noticed
 * when the widget reports it.
 */
export function now(): number {
  return performance.now()
}

/** A running deadline. */
export interface Deadline {
  /** Returns the milliseconds that are left. */
  remaining(): number
  stop(): void
}

/**
 * Calls `onPassed` after `milliseconds` of the page being visible.
 *
 * A hidden page may be frozen, and the person is not waiting. So the deadline starts over when the
 * page is visible again. Without a document it simply runs.
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

/** Returns whether the page is hidden. A page without a document is not. */
export function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden'
}
