import { createAppointments } from './reservations.ts'
import { PersonaApiError } from '../persona-api-error.ts'
import { type RateLimitReading, readRateLimit } from '../rate-limit-headers.ts'
import { createVisits } from './leases.ts'

/**
 * Spreads calls out, so that Persona refuses none of them however many people come back at once.
 *
 * Persona allows a number of calls in each window of a minute and says in every answer how many are
 * left. While there are enough, a call goes at once. When there are not, it waits for a moment if that
 * is all it takes; else its caller gets an appointment: a time to come back, one after the other, at
 * the pace that Persona allows. Who keeps an appointment goes before all who come without one.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
export interface Pacer {
  /**
   * Lets a call go, at once or after a short wait.
   *
   * @param caller for whom the call is made. Who has been let in may make further calls for a while,
   * so that work that was begun is finished.
   * @param furtherCalls how many calls usually follow this one, for which room is kept
   * @throws {PersonaApiError} `rate_limited` with the seconds until the appointment
   */
  enter(caller: string, furtherCalls: number, signal: AbortSignal | undefined): Promise<Passage>
}

/** A call that is under way. */
export interface Passage {
  /** @param response `undefined` when none came */
  end(response: Response | undefined): void
}

interface Window {
  endsAt: number
  /** Calls sent by us. */
  sent: number
  /** The fewest calls that Persona has said are left. */
  remaining: number
  /** Whether `endsAt` is our guess: that our first call began it. */
  isGuess: boolean
}

/** Persona's documented limit: calls in a window. */
const documentedLimit = 300
/** Persona's documented window, in milliseconds; it begins with the first call after the last. */
const windowLength = 60_000
/** Milliseconds that a call may be held back. With three calls of 4.5 s it fits in a browser's 15 s. */
const longestWait = 1_500
/** Calls under way at once while nobody knows Persona's limit. */
const careful = 10
/** The part of the limit that is left for whoever else uses the same Persona environment. */
const reservedPart = 0.02
/** Answers of one window may disagree about its end by this much: they say whole seconds. */
const tolerance = 2_000

export function createPacer(): Pacer {
  const appointments = createAppointments()
  const visits = createVisits()
  const waiting = new Set<() => void>()
  let limit: number | 'unknown' | 'none' = 'unknown'
  let window: Window = newWindow(-Infinity, 0, Infinity)
  let underWay = 0

  /** The running window; a new one where the last is over. */
  function runningWindow(now: number, allowed: number): Window {
    if (now < window.endsAt) return window
    window = newWindow(now + windowLength, underWay, allowed)
    return window
  }

  /** Milliseconds until the call may go; 0 is now. */
  function delayOf(caller: string, furtherCalls: number, now: number): number {
    if (limit === 'none') return 0
    if (limit === 'unknown') return underWay < careful ? 0 : Infinity

    const { endsAt, sent, remaining } = runningWindow(now, limit)
    const left = Math.min(limit - sent, remaining - underWay)
    const reserve = Math.ceil(limit * reservedPart)
    if (visits.isVisiting(caller, now)) return left > 0 ? 0 : endsAt - now
    const free = left - visits.expectedCalls(now)
    const calls = furtherCalls + 1

    appointments.dropMissed(now)
    const appointment = appointments.of(caller)
    if (appointment !== undefined && appointment <= now) {
      if (free >= calls) return 0
      // Somebody else has used the calls up: among the first in the next window.
      return appointments.make(caller, calls, endsAt + Math.random() * tolerance) - now
    }
    // Others may not have come, so that there is room for who comes early too.
    if (free - reserve - appointments.callsBefore(endsAt) >= calls) return 0
    if (appointment !== undefined) return appointment - now
    const pace = (windowLength / Math.max(1, limit - reserve)) * calls
    const last = Math.max(endsAt, appointments.last())
    return appointments.make(caller, calls, last + pace) - now
  }

  function admit(caller: string, furtherCalls: number, now: number): Passage {
    // Where nothing is limited, nobody needs to be remembered.
    if (limit !== 'none' && !visits.isVisiting(caller, now)) {
      visits.begin(caller, furtherCalls, now)
      appointments.cancel(caller)
    }
    visits.callBegins(caller)
    window.sent += 1
    underWay += 1
    const sentIn = window
    let isOver = false
    return {
      end(response) {
        if (isOver) return
        isOver = true
        underWay -= 1
        visits.callEnds(caller, performance.now())
        if (response !== undefined) note(response, sentIn)
        for (const wakeUp of waiting) wakeUp()
      },
    }
  }

  function note(response: Response, sentIn: Window): void {
    const reading = readRateLimit(response)
    if (reading !== undefined) learn(reading, sentIn, response.status === 429)
    else if (limit === 'unknown' && response.status < 500) limit = 'none'
  }

  function learn(reading: RateLimitReading, sentIn: Window, isRefusal: boolean): void {
    limit = reading.limit ?? (typeof limit === 'number' ? limit : documentedLimit)
    const endsAt = performance.now() + reading.resetsIn
    const isNext = endsAt > window.endsAt + tolerance
    if (sentIn !== window && !isNext) return
    if (isNext && !window.isGuess) window = newWindow(endsAt, underWay, reading.remaining)
    window.remaining = Math.min(window.remaining, reading.remaining)
    window.endsAt = window.isGuess || isRefusal ? endsAt : Math.max(endsAt, window.endsAt)
    window.isGuess = false
  }

  /** Waits for some time, or until a call has ended. @throws the signal's reason */
  function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      // Timers know whole milliseconds, and one that ends too early finds nothing changed.
      const timer = setTimeout(wakeUp, Math.ceil(milliseconds))
      function stop() {
        clearTimeout(timer)
        waiting.delete(wakeUp)
        signal?.removeEventListener('abort', giveUp)
      }
      function wakeUp() {
        stop()
        resolve()
      }
      function giveUp() {
        stop()
        reject(signal?.reason)
      }
      waiting.add(wakeUp)
      signal?.addEventListener('abort', giveUp)
      if (signal?.aborted) giveUp()
    })
  }

  return {
    async enter(caller, furtherCalls, signal) {
      const giveUpAt = performance.now() + longestWait
      for (;;) {
        const now = performance.now()
        const delay = delayOf(caller, furtherCalls, now)
        if (delay <= 0) return admit(caller, furtherCalls, now)
        const patience = giveUpAt - now
        if (delay > patience && (delay !== Infinity || patience <= 0)) throw tooManyCalls(delay)
        await pause(Math.min(delay, patience), signal)
      }
    },
  }
}

function newWindow(endsAt: number, sent: number, remaining: number): Window {
  return { endsAt, sent, remaining, isGuess: true }
}

function tooManyCalls(delay: number): PersonaApiError {
  // Several appointments fall into one second, which is all that the answer can say.
  const jitter = Math.random() * 1000
  const retryAfter =
    delay === Infinity ? Math.ceil((jitter * 5) / 1000) : Math.ceil((delay + jitter) / 1000)
  return new PersonaApiError(
    'rate_limited',
    'Persona takes no more calls for now, so this one was not sent. Persona allows a number of calls a minute to each environment.',
    { retryAfter },
  )
}
