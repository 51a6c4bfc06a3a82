/** @typedef {'inquiries' | 'sessions' | 'requests' | 'webhooks' | 'simulate'} View */

/**
 * The view in the page's address.
 *
 * @typedef {object} Route
 * @property {View} view
 * @property {string | null} id The selected inquiry or request.
 */

/** @type {readonly { view: View, label: string }[]} */
export const views = [
  { view: 'inquiries', label: 'Inquiries' },
  { view: 'sessions', label: 'Sessions' },
  { view: 'requests', label: 'Requests' },
  { view: 'webhooks', label: 'Webhooks' },
  { view: 'simulate', label: 'Simulate' },
]

/** @returns {Route} */
export function readRoute() {
  const [name = '', id] = location.hash.replace(/^#\/?/, '').split('/')
  const view = views.find((candidate) => candidate.view === name)?.view ?? 'inquiries'
  return { view, id: id ? decodeURIComponent(id) : null }
}

/**
 * @param {View} view
 * @param {string | null} [id]
 */
export function addressOf(view, id = null) {
  return id === null ? `#/${view}` : `#/${view}/${encodeURIComponent(id)}`
}
