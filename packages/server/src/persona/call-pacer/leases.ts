/** Who has been let in, and may finish what they began. Times are in milliseconds, on one monotonic clock. */
export interface Visits {
  isVisiting(caller: string, now: number): boolean
  /** @param furtherCalls how many calls usually follow the first */
  begin(caller: string, furtherCalls: number, now: number): void
  callBegins(caller: string): void
  callEnds(caller: string, now: number): void
  /** Calls that visitors have yet to make. */
  expectedCalls(now: number): number
}

interface Visit {
  readonly endsAt: number
  furtherCalls: number
  underWay: number
  lastCallEndedAt: number
}

/** Milliseconds within which who was let in makes their further calls. */
const visitLength = 20_000
/** Milliseconds after a call in which the next one follows, if one follows at all. */
const pauseBetweenCalls = 1_000

export function createVisits(): Visits {
  const visits = new Map<string, Visit>()

  /** In the order in which they began, so that those that are over stand first. */
  function forgetOver(now: number): void {
    for (const [caller, { endsAt }] of visits) {
      if (endsAt > now) return
      visits.delete(caller)
    }
  }

  return {
    isVisiting(caller, now) {
      const visit = visits.get(caller)
      return visit !== undefined && visit.endsAt > now
    },
    begin(caller, furtherCalls, now) {
      forgetOver(now)
      visits.delete(caller)
      // The first call is taken off when it begins.
      const calls = furtherCalls + 1
      visits.set(caller, {
        endsAt: now + visitLength,
        furtherCalls: calls,
        underWay: 0,
        lastCallEndedAt: now,
      })
    },
    callBegins(caller) {
      const visit = visits.get(caller)
      if (visit === undefined) return
      visit.furtherCalls = Math.max(0, visit.furtherCalls - 1)
      visit.underWay += 1
    },
    callEnds(caller, now) {
      const visit = visits.get(caller)
      if (visit === undefined) return
      visit.underWay -= 1
      visit.lastCallEndedAt = now
    },
    expectedCalls(now) {
      forgetOver(now)
      let expected = 0
      for (const { furtherCalls, underWay, lastCallEndedAt } of visits.values()) {
        const goesOn = underWay > 0 || now - lastCallEndedAt < pauseBetweenCalls
        if (goesOn) expected += furtherCalls
      }
      return expected
    },
  }
}
