/** @import { HostPage } from './host-page.js' */
import { pageElement } from './element.js'

/**
 * Tells the page around what the person presses and fills in, though never what they answer.
 *
 * @param {HostPage} hostPage
 */
export function reportInteractions(hostPage) {
  const main = pageElement('screen', HTMLElement)
  document.addEventListener(
    'click',
    ({ target }) => {
      const pressed = target instanceof Element ? target.closest('button') : null
      if (pressed === null) return
      const name = pressed.ariaLabel ?? pressed.textContent.trim()
      hostPage.post('click', { step: main.dataset['step'], name })
    },
    { capture: true },
  )
  main.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
      hostPage.post('form-update', { step: main.dataset['step'], field: target.name })
    }
  })
}
