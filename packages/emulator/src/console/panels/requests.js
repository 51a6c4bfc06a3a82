import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { formatTime } from '../clock.js'
import { statusCode } from '../parts/badges.js'
import { filterChips, listEnd, searchBox } from '../parts/lists.js'
import { addressOf } from '../route.js'
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
  return filterChips('Outcome', [
    { text: 'All', isPressed: !onlyRefused, change: { onlyRefused: false } },
    { text: 'Went wrong', isPressed: onlyRefused, change: { onlyRefused: true } },
  ])
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
    <p>Calls to <code>/api/v1</code> appear here right away.</p>
  </div>`
}

/**
 * @param {readonly import('../records.ts').RequestRow[]} requests
 * @param {string | null} selected
 */
export function requestRows(requests, selected) {
  return html`<ul class="rows requests">
    ${repeat(
      requests,
      ({ id }) => id,
      (row) =>
        html`<li>
          <a
            class="row request"
            href=${addressOf('requests', row.id)}
            aria-current=${row.id === selected ? 'true' : 'false'}
          >
            ${statusCode(row)}
            <span class="method">${row.method}</span>
            <span class="mono path" title=${row.path}>${shorten(row.path)}</span>
            <time datetime=${row.at}>${formatTime(row.at)}</time>
          </a>
        </li>`,
    )}
  </ul>`
}

/**
 * Shortens the ids of a path, to keep its end visible.
 *
 * @param {string} path
 */
function shorten(path) {
  return path.replace(/\b[a-z]+_\w{16,}(\w{4})/g, '…$1')
}
