import { type Clock, install } from '@sinonjs/fake-timers'

/** Time that only passes while all work waits for timers. */
export interface VirtualTime {
  now(): number
  /** Stops time while work runs that does not wait for a timer. */
  working<Result>(work: () => Promise<Result>): Promise<Result>
  /** Advances time until `isDone`. */
  runUntil(isDone: () => boolean): Promise<void>
  end(): void
}

/** Replaces the timers and clocks of this process. */
export function startVirtualTime(): VirtualTime {
  const turn = setImmediate
  const clock: Clock = install({
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
  })
  let busy = 0

  // Cryptography is done by other threads, in the order of its calls: what is called here ends last.
  async function settle(): Promise<void> {
    for (let idle = 0; idle < 3;) {
      await crypto.subtle.digest('SHA-256', new Uint8Array())
      await new Promise<void>((resolve) => turn(resolve))
      idle = busy === 0 ? idle + 1 : 0
    }
  }

  return {
    now: () => clock.now,
    async working(work) {
      busy += 1
      try {
        return await work()
      } finally {
        busy -= 1
      }
    },
    async runUntil(isDone) {
      for (;;) {
        await settle()
        if (isDone()) return
        if (clock.countTimers() === 0) throw new Error('Nothing is left to wait for.')
        clock.next()
      }
    },
    end: () => clock.uninstall(),
  }
}
