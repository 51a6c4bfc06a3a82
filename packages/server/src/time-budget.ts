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
   * @throws {Error} when the budget is used up; also whatever the function throws
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
      const toError = () => {
        const error = new Error(
          `The ${milliseconds} ms for the host's functions were over before ${name} had settled. ${advice}`,
        )
        controller.abort(error)
        return error
      }
      if (left <= 0) throw toError()
      const startedAt = performance.now()
      try {
        return await raceTimeout(run({ signal }), left, toError)
      } finally {
        left -= performance.now() - startedAt
      }
    },
  }
}

/** Waits for a promise, for up to a time. What it settles to afterwards is ignored. */
export async function raceTimeout<Result>(
  promise: Awaitable<Result>,
  milliseconds: number,
  toError: () => Error,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(toError()), milliseconds)
  })
  try {
    return await Promise.race([promise, expired])
  } finally {
    clearTimeout(timer)
  }
}
