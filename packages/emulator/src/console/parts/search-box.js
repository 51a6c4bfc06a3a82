import { html } from 'lit-html'
import { refresh } from '../refresh.js'
import { state, update } from '../state.js'
import { icon } from './icons.js'

/**
 * @param {string} label
 */
export function searchBox(label) {
  /** @param {Event & { target: HTMLInputElement }} event */
  const onInput = ({ target }) => {
    update({ search: target.value })
    refresh()
  }
  return html`<label class="search">
    ${icon('search')}
    <input
      type="search"
      placeholder=${label}
      aria-label=${label}
      autocomplete="off"
      spellcheck="false"
      .value=${state.search}
      @input=${onInput}
    />
    <kbd aria-hidden="true">/</kbd>
  </label>`
}
