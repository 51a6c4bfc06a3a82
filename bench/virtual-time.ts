import { type Clock, install } from '@sinonjs/fake-timers'

/** Time that passes only while nothing is working. */
export interface VirtualTime {
  now(): number
  /** Stops time until work is done that does not wait for a timer. */
  working<Result>(work: () => Promise<Result>): Promise<Result>
  /** Advances time from timer to timer until `isDone`. */
  runUntil(isDone: () => boolean): Promise<void>
  end(): void
}

/** Replaces the timers and clocks of this process, until `end()`. */
export function startVirtualTime(): VirtualTime {
  const clock: Clock = install({
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
  })
  let busy = 0

  // Work on other threads, such as signing, completes in a later turn of the event loop.
  async function settle(): Promise<void> {
    for (let idle = 0; idle < 3;) {
      await new Promise<void>((resolve) => setImmediate(resolve))
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
