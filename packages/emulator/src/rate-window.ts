import type { Clock } from './clock.ts'

/** A limit of requests in 60 seconds, counted from the first request of each window. */
export interface RateWindow {
  /** `Infinity` where there is none. */
  readonly limit: number
  /** How many requests are left, and the whole seconds until all are back. */
  state(): { remaining: number; secondsLeft: number }
  /** Counts a request; `false` when it was one too many. */
  take(): boolean
  clear(): void
}

const windowLength = 60_000

export function createRateWindow(clock: Clock, limit: number): RateWindow {
  let start = -Infinity
  let taken = 0

  const hasEnded = (now: number) => now >= start + windowLength || now < start
  return {
    limit,
    state() {
      const now = clock.now()
      if (hasEnded(now)) return { remaining: limit, secondsLeft: windowLength / 1000 }
      return {
        remaining: Math.max(0, limit - taken),
        secondsLeft: Math.ceil((start + windowLength - now) / 1000),
      }
    },
    take() {
      const now = clock.now()
      if (hasEnded(now)) {
        start = now
        taken = 0
      }
      taken += 1
      return taken <= limit
    },
    clear() {
      start = -Infinity
    },
  }
}
