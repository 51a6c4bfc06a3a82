import { html } from 'lit-html'
import { linkTable } from '../parts/link-table.js'
import { listEnd } from '../parts/list-end.js'
import { searchBox } from '../parts/search-box.js'
import { sessionTable } from '../parts/session-table.js'

/** @param {import('../state.js').State} state */
export function sessionsPanel({ sessions, links, search }) {
  if (sessions === null || links === null) {
    return html`<div class="page"><p class="empty" aria-busy="true">Loading …</p></div>`
  }
  const none = search === '' ? 'None yet.' : 'Nothing matches.'
  return html`<div class="page">
    <div class="list-head"><h1>Sessions and links</h1></div>
    ${searchBox('Session or inquiry id')}
    <section class="card">
      <h2>Sessions <span class="count">${sessions.matching.toLocaleString('en')}</span></h2>
      ${
        sessions.rows.length === 0
          ? html`<p class="hint">${none}</p>`
          : sessionTable(sessions.rows, { withInquiry: true })
      }
      ${listEnd(sessions)}
    </section>
    <section class="card">
      <h2>One-time links <span class="count">${links.matching.toLocaleString('en')}</span></h2>
      ${
        links.rows.length === 0
          ? html`<p class="hint">${none}</p>`
          : linkTable(links.rows, { withInquiry: true })
      }
      ${listEnd(links)}
    </section>
  </div>`
}
