import { render } from 'lit-html'
import { followClock } from './clock.js'
import { listen } from './live.js'
import { refresh } from './refresh.js'
import { listenForKeys } from './keys.js'
import { readRoute } from './route.js'
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
