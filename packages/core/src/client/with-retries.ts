import { type Deadline, startDeadline } from '../deadline.ts'
import { isOffline, isResumableInquiryError, offline, ResumableInquiryError } from '../errors.ts'

const maxTries = 3
const firstDelay = 500
/** Seconds before retrying a rate limit that names none. */
const defaultRetryAfter = 30
/** Seconds before retrying any rate limit, however few it names. */
const minRetryAfter = 5

/**
 * Retries until a call succeeds, is refused, or the deadline passes.
 *
 * `persona_unavailable` is tried up to three times with growing, jittered delays. `rate_limited` is
 * retried after the time that it names, where the deadline leaves room. `run` gets a signal that is
 * aborted at the deadline, and is not awaited beyond it.
 *
 * @throws ResumableInquiryError `timeout` or `offline` at the deadline, otherwise what `run` threw.
 * @throws the reason of a caller's signal.
 */
export async function withRetries<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  { timeout, signals }: { timeout: number; signals: readonly AbortSignal[] },
): Promise<Result> {
  const controller = new AbortController()
  const stop = (reason: unknown) => controller.abort(reason)
  for (const signal of signals) {
    const onAbort = () => stop(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { signal: controller.signal })
  }

  const deadline = startDeadline(timeout, () => stop(isOffline() ? offline() : timedOut(timeout)))
  try {
    return await repeat(run, deadline, controller.signal)
  } finally {
    deadline.stop()
    // Also removes the listeners from the callers' signals, which may live long.
    controller.abort()
  }
}

async function repeat<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  deadline: Deadline,
  signal: AbortSignal,
): Promise<Result> {
  for (let failures = 0; ;) {
    try {
      return await untilAborted(run(signal), signal)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!isResumableInquiryError(error)) throw error

      if (error.code !== 'rate_limited' && error.code !== 'persona_unavailable') throw error
      const isToldWhen = error.code === 'rate_limited' && Boolean(error.retryAfter)
      if (!isToldWhen) failures += 1
      if (failures >= maxTries) throw toFinalError(error)

      const delay = delayBefore(failures, error.retryAfter)
      if (delay > deadline.remaining()) throw toFinalError(error)
      await untilAborted(wait(delay, signal), signal)
    }
  }
}

/** Returns the final error, for a rate limit with the time after which to retry. */
function toFinalError(error: ResumableInquiryError): ResumableInquiryError {
  if (isOffline()) return offline(error)
  if (error.code !== 'rate_limited') return error
  const retryAfter = Math.max(error.retryAfter ?? defaultRetryAfter, minRetryAfter)
  return new ResumableInquiryError('rate_limited', error.message, { retryAfter, cause: error })
}

function delayBefore(failures: number, retryAfter: number | undefined): number {
  const backoff = firstDelay * 2 ** Math.max(0, failures - 1) * (0.5 + Math.random() / 2)
  return retryAfter === undefined ? backoff : Math.max(backoff, retryAfter * 1000)
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}

/** Settles with the signal at the latest: a host's function may ignore it. */
async function untilAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  let onAbort: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort)
  }
}

function timedOut(timeout: number): ResumableInquiryError {
  return new ResumableInquiryError(
    'timeout',
    `The back end did not respond within ${timeout / 1000} seconds. Try again.`,
  )
}
