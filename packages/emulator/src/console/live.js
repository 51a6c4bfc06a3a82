import { refresh } from './refresh.js'
import { update } from './state.js'

const secondsUntilRetry = 1

/** Hears from the emulator that something has changed; comes back by itself when it was gone. */
export function listen() {
  const source = new EventSource('/_emulator/events')
  source.addEventListener('listening', () => {
    // It may be another emulator than before, with other faults.
    update({ connection: 'live', faults: null })
    refresh()
  })
  source.addEventListener('changed', refresh)
  source.addEventListener('error', () => {
    update({ connection: 'gone' })
    // The browser itself does not try again after an answer that is no stream.
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(listen, secondsUntilRetry * 1000)
  })
}
