import { type Clock, install } from '@sinonjs/fake-timers'

declare global {
  interface Window {
    /** The fake clock of a page with the option `clock`. */
    clock: Clock
  }
}

/** Installs a clock that runs by itself and can be advanced. */
export function provideClock(): void {
  window.clock = install({
    shouldAdvanceTime: true,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
}
