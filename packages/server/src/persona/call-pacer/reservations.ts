/** Who comes back when. Times are in milliseconds, on one monotonic clock. */
export interface Appointments {
  /** A caller's appointment. */
  of(caller: string): number | undefined
  /** Gives a caller a time for some calls, in place of an earlier one, and answers it. */
  make(caller: string, calls: number, time: number): number
  cancel(caller: string): void
  /** How many calls are still to come before a time. */
  callsBefore(time: number): number
  /** The latest of all. */
  last(): number
  /** Forgets those who did not come. */
  dropMissed(now: number): void
}

interface Appointment {
  readonly caller: string
  readonly calls: number
  readonly time: number
}

/** Milliseconds that an appointment is kept open: browsers wait whole seconds, and networks delay. */
const grace = 10_000

/** Callers beyond this many get a time, but nobody keeps it for them. */
const mostKept = 100_000

export function createAppointments(): Appointments {
  const byCaller = new Map<string, Appointment>()
  /** In the order of their times. */
  let list: Appointment[] = []

  /** Where a time stands in the list: behind all that are earlier. */
  function positionOf(time: number): number {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((list[middle]?.time ?? Infinity) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  function cancel(caller: string): void {
    const appointment = byCaller.get(caller)
    if (appointment === undefined) return
    byCaller.delete(caller)
    const position = list.indexOf(appointment, positionOf(appointment.time))
    if (position >= 0) list.splice(position, 1)
  }

  return {
    of: (caller) => byCaller.get(caller)?.time,
    make(caller, calls, time) {
      cancel(caller)
      if (list.length < mostKept) {
        const appointment = { caller, calls, time }
        byCaller.set(caller, appointment)
        list.splice(positionOf(time), 0, appointment)
      }
      return time
    },
    cancel,
    callsBefore: (time) =>
      list.slice(0, positionOf(time)).reduce((sum, { calls }) => sum + calls, 0),
    last: () => list.at(-1)?.time ?? -Infinity,
    dropMissed(now) {
      const missed = positionOf(now - grace)
      if (missed === 0) return
      for (const { caller } of list.slice(0, missed)) byCaller.delete(caller)
      list = list.slice(missed)
    },
  }
}
