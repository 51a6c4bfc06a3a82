import { readRoute } from './route.js'

/**
 * @template Row
 * @typedef {import('./records.ts').Page<Row>} Page
 */

/**
 * @typedef {object} Toast
 * @property {number} id
 * @property {string} text
 * @property {boolean} isProblem
 */

/**
 * The state of the page. What is `null` has not been loaded yet.
 *
 * @typedef {object} State
 * @property {'connecting' | 'live' | 'gone'} connection
 * @property {import('./route.js').Route} route
 * @property {import('./records.ts').OverviewRecord | null} overview
 * @property {string} search The search in the current list.
 * @property {string} status The status of the listed inquiries, or empty.
 * @property {boolean} onlyRefused Whether only failed requests are listed.
 * @property {Page<import('./records.ts').InquiryRow> | null} inquiries
 * @property {import('./records.ts').InquiryDetails | 'unknown' | null} inquiry
 * @property {Page<import('./records.ts').RequestRow> | null} inquiryRequests
 * @property {Page<import('./records.ts').SessionDetails> | null} sessions
 * @property {Page<import('./records.ts').LinkRecord> | null} links
 * @property {Page<import('./records.ts').RequestRow> | null} requests
 * @property {import('./records.ts').RequestRecord | 'unknown' | null} request
 * @property {readonly import('./records.ts').FaultDescription[] | null} faults
 * @property {Page<import('../records.ts').WebhookDeliveryRecord> | null} webhooks
 * @property {Page<import('../records.ts').WebhookDeliveryRecord> | null} inquiryWebhooks
 * @property {readonly Toast[]} toasts
 * @property {number} tick Increments every second, for countdowns.
 */

/** @type {State} */
export const state = {
  connection: 'connecting',
  route: readRoute(),
  overview: null,
  search: '',
  status: '',
  onlyRefused: false,
  inquiries: null,
  inquiry: null,
  inquiryRequests: null,
  sessions: null,
  links: null,
  requests: null,
  request: null,
  faults: null,
  webhooks: null,
  inquiryWebhooks: null,
  toasts: [],
  tick: 0,
}

/** @type {() => void} */
let draw = () => undefined
let isDue = false

/** @param {() => void} listener */
export function onUpdate(listener) {
  draw = listener
  draw()
}

/**
 * Changes the state, and redraws once for all changes of a task.
 *
 * @param {Partial<State>} changes
 */
export function update(changes) {
  Object.assign(state, changes)
  if (isDue) return
  isDue = true
  queueMicrotask(() => {
    isDue = false
    draw()
  })
}
