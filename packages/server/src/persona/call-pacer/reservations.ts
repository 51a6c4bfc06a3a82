/**
 * The times at which callers may come back to make their calls. Times are in milliseconds, on one
 * monotonic clock.
 */
export interface Reservations {
  /** Returns the time reserved for a caller. */
  get(caller: string): number | undefined
  /** Reserves room for some calls, in place of an earlier reservation; returns the time. */
  reserve(caller: string, calls: number, time: number): number
  cancel(caller: string): void
  /** Returns the number of calls reserved before a time. */
  countBefore(time: number): number
  /** Returns the latest time reserved, or `-Infinity`. */
  getLastTime(): number
  /** Removes reservations whose callers did not come back in time. */
  removeMissed(now: number): void
}

interface Reservation {
  readonly caller: string
  readonly calls: number
  readonly time: number
}

/** Milliseconds to keep a missed reservation: browsers wait whole seconds, and networks add delay. */
const gracePeriod = 10_000

/** Beyond this many, a caller gets a time, but no room is kept for it. */
const maxReservations = 100_000

export function createReservations(): Reservations {
  const byCaller = new Map<string, Reservation>()
  /** Sorted by time. */
  let sorted: Reservation[] = []

  /** Returns the index of the first reservation at or after a time. */
  function getIndex(time: number): number {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle]?.time ?? Infinity) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  function cancel(caller: string): void {
    const reservation = byCaller.get(caller)
    if (reservation === undefined) return
    byCaller.delete(caller)
    const index = sorted.indexOf(reservation, getIndex(reservation.time))
    if (index >= 0) sorted.splice(index, 1)
  }

  return {
    get: (caller) => byCaller.get(caller)?.time,
    reserve(caller, calls, time) {
      cancel(caller)
      if (sorted.length < maxReservations) {
        const reservation = { caller, calls, time }
        byCaller.set(caller, reservation)
        sorted.splice(getIndex(time), 0, reservation)
      }
      return time
    },
    cancel,
    countBefore: (time) =>
      sorted.slice(0, getIndex(time)).reduce((sum, { calls }) => sum + calls, 0),
    getLastTime: () => sorted.at(-1)?.time ?? -Infinity,
    removeMissed(now) {
      const missed = getIndex(now - gracePeriod)
      if (missed === 0) return
      for (const { caller } of sorted.slice(0, missed)) byCaller.delete(caller)
      sorted = sorted.slice(missed)
    },
  }
}
