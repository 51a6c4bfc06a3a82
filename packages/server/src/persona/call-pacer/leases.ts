/**
 * Callers with a permit, who may make further calls for a while to finish their work. Times are in
 * milliseconds, on one monotonic clock.
 */
export interface Leases {
  isActive(caller: string, now: number): boolean
  /** @param furtherCalls how many calls usually follow the first */
  start(caller: string, furtherCalls: number, now: number): void
  /** Records that a call was sent. */
  onCallStart(caller: string): void
  /** Records that a call has ended. */
  onCallEnd(caller: string, now: number): void
  /** Returns the number of calls still expected under all leases. */
  countExpectedCalls(now: number): number
}

interface Lease {
  readonly endsAt: number
  furtherCalls: number
  inFlight: number
  lastCallEndedAt: number
}

/** Milliseconds that a lease lasts. */
const leaseDuration = 20_000
/** Milliseconds after a call within which the next one starts, if there is one. */
const maxPauseBetweenCalls = 1_000

export function createLeases(): Leases {
  const leases = new Map<string, Lease>()

  /** Removes expired leases, which come first: all leases last equally long. */
  function removeExpired(now: number): void {
    for (const [caller, { endsAt }] of leases) {
      if (endsAt > now) return
      leases.delete(caller)
    }
  }

  return {
    isActive(caller, now) {
      const lease = leases.get(caller)
      return lease !== undefined && lease.endsAt > now
    },
    start(caller, furtherCalls, now) {
      removeExpired(now)
      leases.delete(caller)
      leases.set(caller, {
        endsAt: now + leaseDuration,
        // Includes the first call, which `onCallStart` subtracts.
        furtherCalls: furtherCalls + 1,
        inFlight: 0,
        lastCallEndedAt: now,
      })
    },
    onCallStart(caller) {
      const lease = leases.get(caller)
      if (lease === undefined) return
      lease.furtherCalls = Math.max(0, lease.furtherCalls - 1)
      lease.inFlight += 1
    },
    onCallEnd(caller, now) {
      const lease = leases.get(caller)
      if (lease === undefined) return
      lease.inFlight -= 1
      lease.lastCallEndedAt = now
    },
    countExpectedCalls(now) {
      removeExpired(now)
      let expected = 0
      for (const { furtherCalls, inFlight, lastCallEndedAt } of leases.values()) {
        const isContinuing = inFlight > 0 || now - lastCallEndedAt < maxPauseBetweenCalls
        if (isContinuing) expected += furtherCalls
      }
      return expected
    },
  }
}
