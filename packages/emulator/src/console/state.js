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
 * Everything that the page shows. What is `null` has not been heard of yet.
 *
 * @typedef {object} State
 * @property {'connecting' | 'live' | 'gone'} connection
 * @property {import('./route.js').Route} route
 * @property {import('./records.ts').OverviewRecord | null} overview
 * @property {string} search What is looked for in the list that is shown.
 * @property {string} status The status that inquiries are narrowed down to, or nothing.
 * @property {boolean} onlyRefused Whether only the requests that went wrong are shown.
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
 * @property {number} tick Grows every second, for what counts down.
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
 * ChangeEmitter what is shown; the page is drawn once for all changes of a moment.
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
