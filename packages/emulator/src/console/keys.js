import { addressOf, views } from './route.js'

/** `/` goes to the search, and 1, 2, 3 … to the views, unless somebody is typing. */
export function listenForKeys() {
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
