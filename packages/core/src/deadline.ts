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

/** Milliseconds by which a timer may be late. Later than that, the machine has slept. */
const maxDelay = 1_000

/**
 * Calls `onPassed` after `milliseconds` of the page being visible.
 *
 * A hidden page may be frozen, and the person is not waiting. So the deadline starts over when the
 * page is visible again, and when the machine wakes. Without a document it simply runs.
 */
export function startDeadline(milliseconds: number, onPassed: () => void): Deadline {
  let startedAt = now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const run = () => {
    clearTimeout(timer)
    if (isHidden()) return
    startedAt = now()
    timer = setTimeout(() => {
      if (now() - startedAt > milliseconds + maxDelay) return run()
      stop()
      onPassed()
    }, milliseconds)
  }
  const stop = () => {
    clearTimeout(timer)
    globalThis.document?.removeEventListener('visibilitychange', run)
  }

  globalThis.document?.addEventListener('visibilitychange', run)
  run()

  return {
    remaining: () => (isHidden() ? milliseconds : Math.max(0, milliseconds - (now() - startedAt))),
    stop,
  }
}

/**
 * Runs a task with a signal that is aborted at a deadline, and with any of the given signals. Does not
 * wait for the task beyond that: what it calls may ignore the signal.
 *
 * @param getReason returns what to throw at the deadline. Left out: an `AbortError`.
 */
export async function withDeadline<Result>(
  milliseconds: number,
  signals: readonly AbortSignal[],
  task: (signal: AbortSignal, deadline: Deadline) => Promise<Result>,
  getReason?: () => unknown,
): Promise<Result> {
  const controller = new AbortController()
  const { signal } = controller
  const deadline = startDeadline(milliseconds, () => controller.abort(getReason?.()))
  for (const given of signals) {
    const onAbort = () => controller.abort(given.reason)
    if (given.aborted) onAbort()
    given.addEventListener('abort', onAbort, { signal })
  }
  try {
    signal.throwIfAborted()
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
    return await Promise.race([task(signal, deadline), aborted])
  } finally {
    deadline.stop()
    // Also removes the listeners from the given signals, which may live long.
    controller.abort()
  }
}

/** Returns whether the page is hidden. A page without a document is not. */
export function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden'
}
