import { html, nothing } from 'lit-html'
import { listEnd } from '../parts/list-end.js'
import { requestRows } from '../parts/request-rows.js'
import { searchBox } from '../parts/search-box.js'
import { refresh } from '../refresh.js'
import { update } from '../state.js'
import { requestPanel } from './request.js'

/** @typedef {import('../state.js').State} State */

/** @param {State} state */
export function requestsPanel(state) {
  return html`<div class="split ${state.route.id === null ? '' : 'has-selection'}">
    <section class="list" aria-label="Requests">
      <div class="list-head"><h1>Requests</h1></div>
      ${searchBox('Path, operation, status or id')} ${filter(state)} ${rows(state)}
    </section>
    <section class="detail" aria-label="Request">
      ${
        state.route.id === null
          ? html`<div class="empty">
              <p><strong>Choose a request</strong></p>
              <p>The newest 500 are kept with all that was said, tokens, keys and codes masked.</p>
            </div>`
          : requestPanel(state)
      }
    </section>
  </div>`
}

/** @param {State} state */
function filter({ onlyRefused }) {
  /**
   * @param {string} label
   * @param {boolean} value
   */
  const chip = (label, value) =>
    html`<button
      class="chip"
      aria-pressed=${onlyRefused === value}
      @click=${() => {
        update({ onlyRefused: value })
        refresh()
      }}
    >
      ${label}
    </button>`
  return html`<div class="chips" role="group" aria-label="Outcome">
    ${chip('All', false)} ${chip('Went wrong', true)}
  </div>`
}

/** @param {State} state */
function rows({ requests, route, search, onlyRefused }) {
  if (requests === null) return html`<p class="empty" aria-busy="true">Loading …</p>`
  if (requests.rows.length > 0) {
    return html`${requestRows(requests.rows, route.id)} ${listEnd(requests)}`
  }
  if (search !== '' || onlyRefused) return html`<p class="empty">Nothing matches.</p>`
  return html`<div class="empty">
    <p><strong>No request yet</strong></p>
    <p>What a back end asks of <code>/api/v1</code> appears here by itself.</p>
    ${nothing}
  </div>`
}
