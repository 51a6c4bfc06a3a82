import { type Clock, install } from '@sinonjs/fake-timers'

declare global {
  interface Window {
    /** What the page tells the time and sets its timers by, where it was asked for one. */
    clock: Clock
  }
}

/** Gives the page a clock that goes on by itself, and can be moved forward. */
export function provideClock(): void {
  window.clock = install({
    shouldAdvanceTime: true,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
}
