import { PersonaApiError } from '../persona-api-error.ts'
import { parseRateLimit, type RateLimitReading } from '../rate-limit-headers.ts'
import { createLeases, type PersonaCaller } from './leases.ts'
import { createReservations } from './reservations.ts'

/**
 * Paces calls so that Persona rejects none for its rate limit, even under a thundering herd, and so that
 * no person uses up the calls of the others.
 *
 * Persona allows a number of calls per window of a minute, and states in every response how many are
 * left. With enough left, a call is permitted at once. Otherwise it waits, if a moment is enough;
 * beyond that, the caller gets a reservation: a time to come back, one after the other, at the rate
 * that Persona allows. A caller with a reservation that is due goes before callers without one.
 *
 * A person has a budget of calls in each window. Beyond it, their calls are only permitted as far as the
 * other people have left room: not while any of them waits, and never from the calls that the rest of
 * the window would allow at an even rate.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
export interface CallPacer {
  /**
   * Acquires a permit for one call, at once or after a short wait.
   *
   * @param caller After the first permit, a lease allows the caller further calls for a while, so that
   * work once begun is finished.
   * @param furtherCalls how many calls usually follow this one; room is kept for them
   * @throws {PersonaApiError} `rate_limited`, with the seconds until the reservation; `unavailable` if
   * Persona has not answered any call, so that its limit is unknown
   */
  acquire(
    caller: PersonaCaller,
    furtherCalls: number,
    signal: AbortSignal | undefined,
  ): Promise<Permit>
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
  readonly sentBy: Map<string, number>
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
/** Share of the limit that is one person's budget, and its minimum: a request makes up to three calls. */
const budgetShare = 1 / 15
const minBudget = 4
/** Milliseconds by which responses of one window may disagree about its end, stated in seconds. */
const windowEndTolerance = 2_000

/** @param processes how many processes share Persona's limit, each with an equal part */
export function createCallPacer(processes: number): CallPacer {
  const reservations = createReservations()
  const leases = createLeases()
  const waiting = new Set<() => void>()
  let limit: number | 'unknown' | 'none' = 'unknown'
  let window: Window = createWindow(-Infinity, 0, Infinity)
  let inFlight = 0

  /** Returns the current window, after replacing one that is over. */
  function getWindow(now: number): Window {
    if (now < window.endsAt) return window
    const allowed = typeof limit === 'number' ? limit : Infinity
    window = createWindow(now + windowDuration, inFlight, allowed)
    return window
  }

  /** Returns the milliseconds until the call is permitted; 0 for now. */
  function getDelay(caller: PersonaCaller, furtherCalls: number, now: number): number {
    const { endsAt, sent, remaining } = getWindow(now)
    if (limit === 'none') return 0
    if (limit === 'unknown') return inFlight < maxInitialCalls / processes ? 0 : Infinity

    const reserve = Math.round(limit * reservedShare)
    const left = Math.min(limit - sent, remaining - inFlight)
    const calls = Math.min(furtherCalls + 1, limit - reserve)
    // For work whose turn it is, but whose room another user of the environment took.
    const reserveInNextWindow = () =>
      reservations.reserve(caller.id, calls, endsAt + Math.random() * windowEndTolerance) - now
    if (leases.isActive(caller, now)) return left > 0 ? 0 : reserveInNextWindow()

    const free = left - leases.countExpectedCalls(now)
    reservations.removeMissed(now)
    const budgetDelay = getBudgetDelay(caller, calls, { free: free - reserve, allowed: limit, now })
    if (budgetDelay > 0) {
      reservations.cancel(caller.id)
      return budgetDelay
    }
    const reservedTime = reservations.get(caller.id)
    if (reservedTime !== undefined && reservedTime <= now) {
      // The reserve evens out when callers come back; their rate leaves it to others.
      return free >= calls ? 0 : reserveInNextWindow()
    }
    // Callers may have missed their reservations, which leaves room for one that comes early.
    if (free - reserve - reservations.countBefore(endsAt) >= calls) return 0
    if (reservedTime !== undefined) return reservedTime - now
    const interval = (windowDuration / (limit - reserve)) * calls
    const last = Math.max(endsAt, reservations.getLastTime())
    return reservations.reserve(caller.id, calls, last + interval) - now
  }

  /** Returns the milliseconds until a person's budget permits some calls; 0 for now. */
  function getBudgetDelay(
    { id }: PersonaCaller,
    calls: number,
    { free, allowed, now }: { free: number; allowed: number; now: number },
  ): number {
    const used = (window.sentBy.get(id) ?? 0) + leases.countExpectedCalls(now, id)
    if (used + calls <= Math.max(minBudget, allowed * budgetShare)) return 0
    const timeLeft = window.endsAt - now
    // Others are waiting.
    if (!reservations.isEmpty()) return timeLeft
    const rate = allowed / windowDuration
    const missing = calls + rate * timeLeft - free
    return Math.min(timeLeft, Math.max(0, missing / rate))
  }

  function permit(caller: PersonaCaller, furtherCalls: number, now: number): Permit {
    // Without a limit, leases would only use memory.
    if (limit !== 'none' && !leases.isActive(caller, now)) leases.start(caller, now)
    reservations.cancel(caller.id)
    const onCallEnd = leases.onCallStart(caller, furtherCalls)
    const sentIn = window
    sentIn.sent += 1
    sentIn.sentBy.set(caller.id, (sentIn.sentBy.get(caller.id) ?? 0) + 1)
    inFlight += 1
    let isReleased = false
    return {
      release(response) {
        if (isReleased) return
        isReleased = true
        inFlight -= 1
        onCallEnd(performance.now())
        const wasUnknown = limit === 'unknown'
        if (response !== undefined) onResponse(response, sentIn)
        // One call has ended, so one can start; once the limit is known, all can.
        const [first] = waiting
        if (wasUnknown && limit !== 'unknown') for (const wakeUp of waiting) wakeUp()
        else first?.()
      },
    }
  }

  function onResponse(response: Response, sentIn: Window): void {
    const reading = parseRateLimit(response, processes)
    if (reading !== undefined) updateWindow(reading, sentIn, response.status === 429)
    else if (limit === 'unknown' && response.status < 500) limit = 'none'
  }

  function updateWindow(reading: RateLimitReading, sentIn: Window, isRejection: boolean): void {
    limit = reading.limit ?? (typeof limit === 'number' ? limit : documentedLimit / processes)
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
        if (timeLeft <= 0 && delay === Infinity) throw noAnswerError()
        if (timeLeft < delay && delay !== Infinity) throw toRateLimitError(delay)
        await pause(Math.min(delay, timeLeft), signal)
      }
    },
  }
}

function createWindow(endsAt: number, sent: number, remaining: number): Window {
  return { endsAt, sent, sentBy: new Map(), remaining, isGuess: true }
}

function toRateLimitError(delay: number): PersonaApiError {
  // Spread the reservations within a second: `Retry-After` states whole seconds.
  const retryAfter = Math.ceil((delay + Math.random() * 1000) / 1000)
  return new PersonaApiError(
    'rate_limited',
    'Persona takes no more calls for now, so this one was not sent. Persona allows a number of calls a minute to each environment, of which each person gets a part.',
    { retryAfter },
  )
}

function noAnswerError(): PersonaApiError {
  return new PersonaApiError(
    'unavailable',
    'Persona has not answered the calls that are in flight, so this one was not sent.',
    // Spread the retries: all of these callers came at once.
    { retryAfter: 1 + Math.floor(Math.random() * 5) },
  )
}
