import { render } from 'lit-html'
import { followClock } from './clock.js'
import { refresh } from './refresh.js'
import { addressOf, readRoute, views } from './route.js'
import { shell } from './shell.js'
import { onUpdate, state, update } from './state.js'

const app = document.getElementById('app')
if (app === null) throw new Error('The page has no element "app".')

onUpdate(() => render(shell(state), app))
window.addEventListener('hashchange', () => {
  const route = readRoute()
  const isOtherView = route.view !== state.route.view
  const toasts = state.toasts.filter(({ isProblem }) => !isProblem)
  update({ route, toasts, ...(isOtherView && { search: '' }) })
  if (isOtherView || route.id !== null) window.scrollTo(0, 0)
  refresh()
})
followClock()
listenForKeys()
listen()

const secondsUntilRetry = 1

/** Refreshes the page on changes of the emulator, and reconnects after it was gone. */
function listen() {
  const source = new EventSource('/_emulator/events')
  source.addEventListener('listening', () => {
    // Another emulator may have started, with other faults.
    update({ connection: 'live', faults: null })
    refresh()
  })
  source.addEventListener('changed', refresh)
  source.addEventListener('error', () => {
    update({ connection: 'gone' })
    // The browser does not reconnect after a response that is no stream.
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(listen, secondsUntilRetry * 1000)
  })
}

/** Moves to the search with `/`, and to the views with 1, 2, 3 …, unless the focus is in a field. */
function listenForKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (document.querySelector('dialog[open]')) return
    const view = views[Number(event.key) - 1]?.view
    if (view !== undefined) location.hash = addressOf(view)
    if (event.key !== '/') return
    const search = document.querySelector('input[type="search"]')
    if (!(search instanceof HTMLElement)) return
    event.preventDefault()
    search.focus()
  })
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.matches('input, textarea, select')
}
