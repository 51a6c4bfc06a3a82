/** Milliseconds that one request waits for the host's stores, all calls together. */
const maxWait = 1_000

/** Milliseconds for which a store is not called after a late answer. */
const pause = 5_000

/** The time that one request may still wait for the host's stores. */
export interface StoreTime {
  /** Milliseconds. */
  remaining: number
}

/** Begins the time that one request may wait. */
export function startStoreTime(): StoreTime {
  return { remaining: maxWait }
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
    if (retryAt !== undefined) retryAt = startedAt + pause
    try {
      const result = await withTimeout(call(), time.remaining)
      retryAt = undefined
      return result
    } catch (error) {
      retryAt = error instanceof LateAnswerError ? performance.now() + pause : undefined
      throw error
    } finally {
      time.remaining -= performance.now() - startedAt
    }
  }
}

async function withTimeout<Result>(promise: Promise<Result>, timeout: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    const message = `no answer within ${Math.round(timeout)} ms, so that it is not called for ${pause / 1000} seconds`
    timer = setTimeout(() => reject(new LateAnswerError(message)), timeout)
  })
  try {
    return await Promise.race([promise, expired])
  } finally {
    clearTimeout(timer)
  }
}
