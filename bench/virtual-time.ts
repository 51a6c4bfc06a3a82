import { type Clock, install } from '@sinonjs/fake-timers'

/** Time that passes only when nobody is working. */
export interface VirtualTime {
  now(): number
  /** Counts work that does not wait for a timer, so that time stands still until it is done. */
  working<Result>(work: () => Promise<Result>): Promise<Result>
  /** Lets time pass until everything is done. */
  runUntil(isDone: () => boolean): Promise<void>
  end(): void
}

/** Takes the place of the timers and clocks of this process. */
export function startVirtualTime(): VirtualTime {
  const turn = setImmediate
  const clock: Clock = install({
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
  })
  let busy = 0

  // What is signed or read on another thread comes back in a later turn.
  async function settle(): Promise<void> {
    for (let idle = 0; idle < 3;) {
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
