import { html, nothing } from 'lit-html'
import { refresh } from '../refresh.js'
import { state, update } from '../state.js'
import { icon } from './icons.js'

/** @param {string} label */
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

/**
 * Buttons that filter a list.
 *
 * @param {string} label
 * @param {readonly { text: unknown, isPressed: boolean, change: Partial<import('../state.js').State> }[]} chips
 */
export function filterChips(label, chips) {
  return html`<div class="chips" role="group" aria-label=${label}>
    ${chips.map(({ text, isPressed, change }) => {
      const choose = () => {
        update(change)
        refresh()
      }
      return html`<button class="chip" aria-pressed=${isPressed} @click=${choose}>${text}</button>`
    })}
  </div>`
}

/**
 * Shows how many rows match beyond those of the page.
 *
 * @param {import('../state.js').Page<unknown>} page
 */
export function listEnd({ rows, matching }) {
  if (matching <= rows.length) return nothing
  return html`<p class="list-end">
    The newest ${rows.length} of ${matching.toLocaleString('en')}. Search to find others.
  </p>`
}

/**
 * A list of names and values, without those whose value is `null`.
 *
 * @param {readonly [name: unknown, value: unknown, isMono?: boolean][]} facts
 * @param {'two'} [columns]
 */
export function factList(facts, columns) {
  return html`<dl class="facts ${columns ?? ''}">
    ${facts.map(([name, value, isMono]) =>
      value === null
        ? nothing
        : html`<div>
            <dt>${name}</dt>
            <dd class=${isMono ? 'mono' : ''}>${value}</dd>
          </div>`,
    )}
  </dl>`
}
