import { html, nothing } from 'lit-html'

/**
 * Says how many more there are than are shown.
 *
 * @param {import('../state.js').Page<unknown>} page
 */
export function listEnd({ rows, matching }) {
  if (matching <= rows.length) return nothing
  return html`<p class="list-end">
    The newest ${rows.length} of ${matching.toLocaleString('en')}. Search to find others.
  </p>`
}
