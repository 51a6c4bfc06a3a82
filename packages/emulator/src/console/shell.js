import { html, nothing } from 'lit-html'
import { inquiriesPanel } from './panels/inquiries.js'
import { requestsPanel } from './panels/requests.js'
import { sessionsPanel } from './panels/sessions.js'
import { simulatePanel } from './panels/simulate.js'
import { webhooksPanel } from './panels/webhooks.js'
import { notices } from './parts/notices.js'
import { timeMenu } from './parts/time-menu.js'
import { addressOf, views } from './route.js'
import { toastList } from './toasts.js'

/** @typedef {import('./state.js').State} State */

/** @type {Record<import('./route.js').View, (state: State) => unknown>} */
const panels = {
  inquiries: inquiriesPanel,
  sessions: sessionsPanel,
  requests: requestsPanel,
  webhooks: webhooksPanel,
  simulate: simulatePanel,
}

/** @param {State} state */
export function shell(state) {
  return html`<header class="top">
      <div class="brand">
        <a class="logo" href=${addressOf('inquiries')}>${mark} Persona emulator</a>
        <span class="not-persona">Not Persona. Made-up data only.</span>
      </div>
      <nav class="views" aria-label="Views">
        ${views.map(({ view, label }) => viewLink(state, view, label))}
      </nav>
      <div class="top-end">${connection(state.connection)} ${timeMenu(state)}</div>
    </header>
    ${notices(state)}
    <main class="main" data-view=${state.route.view}>${panels[state.route.view](state)}</main>
    ${toastList(state.toasts)}`
}

const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9" />
  <path d="M8 12h16M8 20h16" />
  <circle cx="20" cy="12" r="3.500" />
  <circle cx="12" cy="20" r="3.500" />
</svg>`

/**
 * @param {State} state
 * @param {import('./route.js').View} view
 * @param {string} label
 */
function viewLink({ route, overview }, view, label) {
  const counts = {
    inquiries: overview?.inquiries,
    sessions: overview?.sessions,
    requests: overview?.calls,
    webhooks: overview?.deliveries,
    simulate: undefined,
  }
  const count = counts[view]
  return html`<a href=${addressOf(view)} aria-current=${route.view === view ? 'page' : 'false'}>
    ${label}
    ${count === undefined ? nothing : html`<span class="count">${count.toLocaleString('en')}</span>`}
  </a>`
}

const connections = { connecting: 'Connecting', live: 'Live', gone: 'Reconnecting' }

/** @param {State['connection']} status */
function connection(status) {
  return html`<span class="connection ${status}" role="status">
    <span class="connection-text">${connections[status]}</span>
  </span>`
}
