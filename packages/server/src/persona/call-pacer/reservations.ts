/**
 * The times at which callers may come back to make their calls, one for each caller. Times are in
 * milliseconds, on one monotonic clock. No operation takes longer with more reservations.
 */
export interface Reservations {
  /** Returns the time reserved for a caller. */
  get(callerId: string): number | undefined
  /** Reserves room for some calls, in place of an earlier reservation; returns the time. */
  reserve(callerId: string, calls: number, time: number): number
  cancel(callerId: string): void
  /** Returns the number of calls reserved before a time, up to a tenth of a second too many. */
  countBefore(time: number): number
  /** Returns whether there are none. */
  isEmpty(): boolean
  /** Returns the latest time reserved, or `-Infinity`. */
  getLastTime(): number
  /** Removes reservations whose callers did not come back in time. */
  removeMissed(now: number): void
}

interface Reservation {
  readonly calls: number
  readonly time: number
}

/** The reservations of a tenth of a second. */
interface Slot {
  calls: number
  readonly callerIds: Set<string>
}

const slotDuration = 100

/** Milliseconds to keep a missed reservation: browsers wait whole seconds, and networks add delay. */
const gracePeriod = 10_000

/** Beyond this many, a caller gets a time, but no room is kept for it. */
const maxReservations = 100_000

export function createReservations(): Reservations {
  const byCaller = new Map<string, Reservation>()
  const slots = new Map<number, Slot>()
  /** All slots are from here on. */
  let firstSlot = 0
  let lastTime = -Infinity

  function cancel(callerId: string): void {
    const reservation = byCaller.get(callerId)
    if (reservation === undefined) return
    byCaller.delete(callerId)
    const index = toSlot(reservation.time)
    const slot = slots.get(index)
    if (slot === undefined) return
    slot.calls -= reservation.calls
    slot.callerIds.delete(callerId)
    if (slot.callerIds.size === 0) slots.delete(index)
  }

  return {
    get: (callerId) => byCaller.get(callerId)?.time,
    reserve(callerId, calls, time) {
      cancel(callerId)
      if (byCaller.size >= maxReservations) return time
      const index = toSlot(time)
      if (byCaller.size === 0) {
        firstSlot = index
        lastTime = -Infinity
      }
      firstSlot = Math.min(firstSlot, index)
      lastTime = Math.max(lastTime, time)
      byCaller.set(callerId, { calls, time })
      const slot = slots.get(index) ?? { calls: 0, callerIds: new Set() }
      slots.set(index, slot)
      slot.calls += calls
      slot.callerIds.add(callerId)
      return time
    },
    cancel,
    countBefore(time) {
      if (byCaller.size === 0) return 0
      let calls = 0
      const end = Math.min(time, lastTime + 1)
      for (let index = firstSlot; index * slotDuration < end; index += 1) {
        calls += slots.get(index)?.calls ?? 0
      }
      return calls
    },
    isEmpty: () => byCaller.size === 0,
    getLastTime: () => (byCaller.size === 0 ? -Infinity : lastTime),
    removeMissed(now) {
      if (byCaller.size === 0) return
      for (const end = toSlot(now - gracePeriod); firstSlot < end; firstSlot += 1) {
        for (const callerId of slots.get(firstSlot)?.callerIds ?? []) byCaller.delete(callerId)
        slots.delete(firstSlot)
        if (byCaller.size === 0) return
      }
    },
  }
}

function toSlot(time: number): number {
  return Math.floor(time / slotDuration)
}
