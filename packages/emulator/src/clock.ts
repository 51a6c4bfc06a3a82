/** The one source of time in an emulator: expiry, tokens and records all read it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Moves time forward; it goes on running from there. */
  advance(milliseconds: number): void
  /** Back to the machine's own time. */
  reset(): void
}

export function createClock(): Clock {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    advance(milliseconds) {
      offset += milliseconds
    },
    reset() {
      offset = 0
    },
  }
}
