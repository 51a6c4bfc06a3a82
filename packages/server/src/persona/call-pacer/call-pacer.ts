import { PersonaApiError } from '../persona-api-error.ts'
import { parseRateLimit, type RateLimitReading } from '../rate-limit-headers.ts'
import { createLeases } from './leases.ts'
import { createReservations } from './reservations.ts'

/**
 * Paces calls so that Persona rejects none for its rate limit, even under a thundering herd.
 *
 * Persona allows a number of calls per window of a minute, and states in every response how many are
 * left. With enough left, a call is permitted at once. Otherwise it waits, if a moment is enough;
 * beyond that, the caller gets a reservation: a time to come back, one after the other, at the rate
 * that Persona allows. A caller with a reservation that is due goes before callers without one.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
export interface CallPacer {
  /**
   * Acquires a permit for one call, at once or after a short wait.
   *
   * @param caller identifies the work that the call belongs to. After the first permit, a lease allows
   * the caller further calls for a while, so that work once begun is finished.
   * @param furtherCalls how many calls usually follow this one; room is kept for them
   * @throws {PersonaApiError} `rate_limited`, with the seconds until the reservation
   */
  acquire(caller: string, furtherCalls: number, signal: AbortSignal | undefined): Promise<Permit>
}

/** Permission for one call. */
export interface Permit {
  /**
   * Reports that the call has ended.
   *
   * @param response `undefined` if there was none
   */
  release(response: Response | undefined): void
}

interface Window {
  endsAt: number
  /** Calls sent by this process. */
  sent: number
  /** The lowest number of calls left that Persona has stated. */
  remaining: number
  /** Whether `endsAt` assumes that our own first call began the window. */
  isGuess: boolean
}

/** Persona's documented limit of calls per window. */
const documentedLimit = 300
/** Persona's documented window in milliseconds. A window begins with the first call after the last. */
const windowDuration = 60_000
/** Milliseconds that a call may wait. Three calls of 4.5 s each fit into a browser's 15 s. */
const maxWait = 1_500
/** Calls in flight until the first response states Persona's limit. */
const maxInitialCalls = 10
/** Share of the limit left to other users of the Persona environment. */
const reservedShare = 0.02
/** Milliseconds by which responses of one window may disagree about its end, stated in seconds. */
const windowEndTolerance = 2_000

export function createCallPacer(): CallPacer {
  const reservations = createReservations()
  const leases = createLeases()
  const waiting = new Set<() => void>()
  let limit: number | 'unknown' | 'none' = 'unknown'
  let window: Window = createWindow(-Infinity, 0, Infinity)
  let inFlight = 0

  /** Returns the current window, after replacing one that is over. */
  function getWindow(now: number, allowed: number): Window {
    if (now < window.endsAt) return window
    window = createWindow(now + windowDuration, inFlight, allowed)
    return window
  }

  /** Returns the milliseconds until the call is permitted; 0 for now. */
  function getDelay(caller: string, furtherCalls: number, now: number): number {
    if (limit === 'none') return 0
    if (limit === 'unknown') return inFlight < maxInitialCalls ? 0 : Infinity

    const { endsAt, sent, remaining } = getWindow(now, limit)
    const left = Math.min(limit - sent, remaining - inFlight)
    const reserve = Math.ceil(limit * reservedShare)
    if (leases.isActive(caller, now)) return left > 0 ? 0 : endsAt - now
    const free = left - leases.countExpectedCalls(now)
    const calls = furtherCalls + 1

    reservations.removeMissed(now)
    const reservedTime = reservations.get(caller)
    if (reservedTime !== undefined && reservedTime <= now) {
      if (free >= calls) return 0
      // Another user of the environment took the room: come back at the start of the next window.
      return reservations.reserve(caller, calls, endsAt + Math.random() * windowEndTolerance) - now
    }
    // Callers may have missed their reservations, which leaves room for one that comes early.
    if (free - reserve - reservations.countBefore(endsAt) >= calls) return 0
    if (reservedTime !== undefined) return reservedTime - now
    const interval = (windowDuration / Math.max(1, limit - reserve)) * calls
    const last = Math.max(endsAt, reservations.getLastTime())
    return reservations.reserve(caller, calls, last + interval) - now
  }

  function permit(caller: string, furtherCalls: number, now: number): Permit {
    // Without a limit, leases would only use memory.
    if (limit !== 'none' && !leases.isActive(caller, now)) {
      leases.start(caller, furtherCalls, now)
      reservations.cancel(caller)
    }
    leases.onCallStart(caller)
    window.sent += 1
    inFlight += 1
    const sentIn = window
    let isReleased = false
    return {
      release(response) {
        if (isReleased) return
        isReleased = true
        inFlight -= 1
        leases.onCallEnd(caller, performance.now())
        if (response !== undefined) onResponse(response, sentIn)
        for (const wakeUp of waiting) wakeUp()
      },
    }
  }

  function onResponse(response: Response, sentIn: Window): void {
    const reading = parseRateLimit(response)
    if (reading !== undefined) updateWindow(reading, sentIn, response.status === 429)
    else if (limit === 'unknown' && response.status < 500) limit = 'none'
  }

  function updateWindow(reading: RateLimitReading, sentIn: Window, isRejection: boolean): void {
    limit = reading.limit ?? (typeof limit === 'number' ? limit : documentedLimit)
    const endsAt = performance.now() + reading.resetsIn
    const isNext = endsAt > window.endsAt + windowEndTolerance
    if (sentIn !== window && !isNext) return
    if (isNext && !window.isGuess) window = createWindow(endsAt, inFlight, reading.remaining)
    window.remaining = Math.min(window.remaining, reading.remaining)
    window.endsAt = window.isGuess || isRejection ? endsAt : Math.max(endsAt, window.endsAt)
    window.isGuess = false
  }

  /** Waits, or until a call ends. @throws the signal's reason */
  function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      // Timers truncate to whole milliseconds; waking up too early would change nothing.
      const timer = setTimeout(wakeUp, Math.ceil(milliseconds))
      function stop() {
        clearTimeout(timer)
        waiting.delete(wakeUp)
        signal?.removeEventListener('abort', abort)
      }
      function wakeUp() {
        stop()
        resolve()
      }
      function abort() {
        stop()
        reject(signal?.reason)
      }
      waiting.add(wakeUp)
      signal?.addEventListener('abort', abort)
      if (signal?.aborted) abort()
    })
  }

  return {
    async acquire(caller, furtherCalls, signal) {
      const deadline = performance.now() + maxWait
      for (;;) {
        const now = performance.now()
        const delay = getDelay(caller, furtherCalls, now)
        if (delay <= 0) return permit(caller, furtherCalls, now)
        const timeLeft = deadline - now
        if (delay > timeLeft && (delay !== Infinity || timeLeft <= 0)) throw toRateLimitError(delay)
        await pause(Math.min(delay, timeLeft), signal)
      }
    },
  }
}

function createWindow(endsAt: number, sent: number, remaining: number): Window {
  return { endsAt, sent, remaining, isGuess: true }
}

function toRateLimitError(delay: number): PersonaApiError {
  // Spread the reservations within a second: `Retry-After` states whole seconds.
  const jitter = Math.random() * 1000
  const retryAfter =
    delay === Infinity ? Math.ceil((jitter * 5) / 1000) : Math.ceil((delay + jitter) / 1000)
  return new PersonaApiError(
    'rate_limited',
    'Persona takes no more calls for now, so this one was not sent. Persona allows a number of calls a minute to each environment.',
    { retryAfter },
  )
}
