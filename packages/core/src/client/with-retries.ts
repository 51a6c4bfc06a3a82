import { type Deadline, startDeadline } from '../deadline.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'

const maxTries = 3
const firstDelay = 500

/**
 * Tries until it works, is refused, or the deadline has passed.
 *
 * Trouble that may pass (`persona_unavailable`) is tried up to three times with growing, jittered
 * delays; `rate_limited` is waited out where the deadline leaves room. `run` gets a signal that is
 * aborted at the deadline, and is not waited for beyond it.
 *
 * @throws ResumableInquiryError `timeout` or `offline` at the deadline, else what `run` threw.
 * @throws the signal's reason, when the caller aborts.
 */
export async function withRetries<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  { timeout, signal }: { timeout: number; signal: AbortSignal },
): Promise<Result> {
  const controller = new AbortController()
  const stop = (reason: unknown) => controller.abort(reason)
  const onAbort = () => stop(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort)

  const deadline = startDeadline(timeout, () => stop(isOffline() ? offline() : timedOut(timeout)))
  try {
    return await repeat(run, deadline, controller.signal)
  } finally {
    deadline.stop()
    signal.removeEventListener('abort', onAbort)
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

      const isLimited = error.code === 'rate_limited'
      if (!isLimited && error.code !== 'persona_unavailable') throw error
      if (!isLimited) failures += 1
      if (failures >= maxTries) throw isOffline() ? offline(error) : error

      const delay = delayBefore(failures, error.retryAfter)
      if (delay > deadline.remaining()) throw isOffline() ? offline(error) : error
      await untilAborted(wait(delay, signal), signal)
    }
  }
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

/** Settles no later than the signal: a host's function may ignore it. */
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

function isOffline(): boolean {
  const { navigator } = globalThis
  // A server has no such thing, or one that does not know.
  return navigator !== undefined && 'onLine' in navigator && !navigator.onLine
}

function offline(cause?: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'offline',
    'The browser is offline. It goes on by itself once the connection is back.',
    { cause },
  )
}

function timedOut(timeout: number): ResumableInquiryError {
  return new ResumableInquiryError(
    'timeout',
    `The back end did not answer within ${timeout / 1000} seconds. Try again.`,
  )
}
