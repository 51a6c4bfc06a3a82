/** A value, or a promise of it: of any kind, such as a query that runs once it is awaited. */
export type Awaitable<Result> = Result | PromiseLike<Result>

/** What every function of the host's gets as its last argument. */
export interface HostCallOptions {
  /** Aborts when the handler no longer waits for the function. */
  readonly signal: AbortSignal
}

/** Calls functions of the host's, which share a budget of time. */
export interface TimeBudget {
  /**
   * Calls a function and waits for it, while some of the budget is left.
   *
   * @param name of the function, for the error
   * @throws {Error} when the budget is used up; also what the function throws, as the cause of an error
   * unless it is one
   */
  call<Result>(name: string, run: (options: HostCallOptions) => Awaitable<Result>): Promise<Result>
}

/**
 * Creates a budget. It counts only the time in which a function runs.
 *
 * @param advice what to change if a function needs longer
 */
export function createTimeBudget(milliseconds: number, advice: string): TimeBudget {
  const controller = new AbortController()
  const { signal } = controller
  let left = milliseconds

  return {
    async call(name, run) {
      const toTimeoutError = () => {
        const error = new Error(
          `The ${milliseconds} ms for the host's functions were over before ${name} had settled. ${advice}`,
        )
        controller.abort(error)
        return error
      }
      if (left <= 0) throw toTimeoutError()
      const startedAt = performance.now()
      try {
        return await raceTimeout(run({ signal }), left, toTimeoutError)
      } catch (thrown) {
        throw toError(name, thrown)
      } finally {
        left -= performance.now() - startedAt
      }
    },
  }
}

/**
 * Returns what a function of the host's has thrown as an error, with what was thrown as its cause unless
 * that is one.
 *
 * @param name of the function
 */
export function toError(name: string, thrown: unknown): Error {
  try {
    if (thrown instanceof Error) return thrown
  } catch {
    // A proxy may throw when it is looked at.
  }
  return new Error(`${name} threw no error.`, { cause: thrown })
}

/** Waits for a promise, for up to a time. What it settles to afterwards is ignored. */
export function raceTimeout<Result>(
  promise: Awaitable<Result>,
  milliseconds: number,
  toTimeoutError: () => Error,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(toTimeoutError()), milliseconds)
    Promise.resolve(promise)
      .finally(() => clearTimeout(timer))
      .then(resolve, reject)
  })
}

/** Milliseconds that one request waits for the host's stores, all calls together. */
const maxStoreWait = 1_000

/** Milliseconds for which a store is not called after a late answer. */
const storePause = 5_000

/** The time that one request may still wait for the host's stores. */
export interface StoreTime {
  /** Milliseconds. */
  remaining: number
}

/** Begins the time that one request may wait. */
export function startStoreTime(): StoreTime {
  return { remaining: maxStoreWait }
}

/**
 * Calls a store of the host's, unless the circuit is open. Rejects with what the call rejects with, when
 * it takes too long, and when it is not called.
 */
export type CircuitBreaker = <Result>(
  time: StoreTime,
  call: () => Promise<Result>,
) => Promise<Result>

class LateAnswerError extends Error {
  override readonly name = 'LateAnswerError'
}

/**
 * Creates the circuit breaker of one store. A late answer opens it, so that no other request waits; after
 * a pause, one call tries the store again.
 */
export function createCircuitBreaker(): CircuitBreaker {
  /** When the store may be tried again; `undefined` while it answers in time. */
  let retryAt: number | undefined

  return async (time, call) => {
    const startedAt = performance.now()
    if (time.remaining <= 0 || (retryAt !== undefined && startedAt < retryAt)) {
      throw new Error('not called, since it has answered too late')
    }
    // While one call tries the store, the others go on without it.
    if (retryAt !== undefined) retryAt = startedAt + storePause
    try {
      const timeout = time.remaining
      const toTimeoutError = () =>
        new LateAnswerError(
          `no answer within ${Math.round(timeout)} ms, so that it is not called for ${storePause / 1000} seconds`,
        )
      const result = await raceTimeout(call(), timeout, toTimeoutError)
      retryAt = undefined
      return result
    } catch (error) {
      retryAt = error instanceof LateAnswerError ? performance.now() + storePause : undefined
      throw error
    } finally {
      time.remaining -= performance.now() - startedAt
    }
  }
}
