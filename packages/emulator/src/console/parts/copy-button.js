import { html } from 'lit-html'
import { say, sayProblem } from '../toasts.js'
import { icon } from './icons.js'

/**
 * @param {string} text
 * @param {string} name of the text
 */
export function copyButton(text, name) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say(`Copied ${name}.`),
      () => sayProblem('The browser did not allow copying.'),
    )
  return html`<button class="icon-button" aria-label="Copy ${name}" title="Copy" @click=${copy}>
    ${icon('copy')}
  </button>`
}
