/**
 * The person that a call is made for, in one piece of work. Pass the same object to all calls of one
 * piece of work, such as a request: once Persona's rate limit leaves room for the first, the others
 * follow without another wait. Calls are counted by `id`.
 */
export interface PersonaCaller {
  /** The host's id of the person. */
  readonly id: string
}

/**
 * Pieces of work with a permit, which may make further calls until they are finished. Times are in
 * milliseconds, on one monotonic clock. No operation takes longer with more leases.
 */
export interface Leases {
  isActive(caller: PersonaCaller, now: number): boolean
  start(caller: PersonaCaller, now: number): void
  /**
   * Records that a call was sent. Returns a function that records that it has ended.
   *
   * @param furtherCalls how many calls usually follow it
   */
  onCallStart(caller: PersonaCaller, furtherCalls: number): (now: number) => void
  /** Returns the number of calls still expected under all leases, or under those of one person. */
  countExpectedCalls(now: number, callerId?: string): number
}

interface Lease {
  readonly callerId: string
  readonly endsAt: number
  expectedCalls: number
  inFlight: number
  /** When the next call is late, so that it is not expected any more. */
  lateAt: number
}

/** Milliseconds that a lease lasts, should a caller object be used for longer than one request. */
const leaseDuration = 20_000
/** Milliseconds after a call within which the next one starts, if there is one. */
const maxPauseBetweenCalls = 1_000

export function createLeases(): Leases {
  const leases = new WeakMap<PersonaCaller, Lease>()
  /** Leases between two calls, sorted by `lateAt`. */
  const pausing = new Set<Lease>()
  const expectedBy = new Map<string, number>()
  let expectedCalls = 0

  function expect(lease: Lease, calls: number): void {
    const { callerId } = lease
    const difference = calls - lease.expectedCalls
    if (difference === 0) return
    lease.expectedCalls = calls
    expectedCalls += difference
    const expected = (expectedBy.get(callerId) ?? 0) + difference
    if (expected === 0) expectedBy.delete(callerId)
    else expectedBy.set(callerId, expected)
  }

  function removeLate(now: number): void {
    for (const lease of pausing) {
      if (lease.lateAt > now) return
      pausing.delete(lease)
      expect(lease, 0)
    }
  }

  return {
    isActive(caller, now) {
      const lease = leases.get(caller)
      return lease !== undefined && lease.endsAt > now
    },
    start(caller, now) {
      const endsAt = now + leaseDuration
      leases.set(caller, {
        callerId: caller.id,
        endsAt,
        expectedCalls: 0,
        inFlight: 0,
        lateAt: Infinity,
      })
    },
    onCallStart(caller, furtherCalls) {
      const lease = leases.get(caller)
      if (lease === undefined) return () => {}
      pausing.delete(lease)
      lease.inFlight += 1
      expect(lease, Math.max(furtherCalls, lease.expectedCalls - 1))
      return (now) => {
        lease.inFlight -= 1
        if (lease.inFlight > 0 || lease.expectedCalls === 0) return
        lease.lateAt = now + maxPauseBetweenCalls
        pausing.add(lease)
      }
    },
    countExpectedCalls(now, callerId) {
      removeLate(now)
      return callerId === undefined ? expectedCalls : (expectedBy.get(callerId) ?? 0)
    },
  }
}
