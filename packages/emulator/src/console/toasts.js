import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { icon } from './parts/icons.js'
import { state, update } from './state.js'

const milliseconds = 5000
let count = 0

/** @param {string} text */
export function say(text) {
  const { id } = add(text, false)
  setTimeout(() => remove(id), milliseconds)
}

/**
 * Shows a problem until it is dismissed.
 *
 * @param {string} text
 */
export function sayProblem(text) {
  add(text, true)
}

/**
 * @param {string} text
 * @param {boolean} isProblem
 */
function add(text, isProblem) {
  const toast = { id: (count += 1), text, isProblem }
  update({ toasts: [...state.toasts.filter((other) => other.text !== text), toast].slice(-3) })
  return toast
}

/** @param {number} id */
function remove(id) {
  update({ toasts: state.toasts.filter((toast) => toast.id !== id) })
}

/** @param {readonly import('./state.js').Toast[]} toasts */
export function toastList(toasts) {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${repeat(
      toasts,
      ({ id }) => id,
      ({ id, text, isProblem }) =>
        html`<div class="toast ${isProblem ? 'problem' : ''}">
          ${icon(isProblem ? 'alert' : 'check')}
          <p>${text}</p>
          <button class="icon-button" aria-label="Dismiss" @click=${() => remove(id)}>
            ${icon('close')}
          </button>
        </div>`,
    )}
  </div>`
}
