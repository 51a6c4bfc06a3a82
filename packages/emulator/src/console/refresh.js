import { RefusedError, ask } from './api.js'
import { state, update } from './state.js'

let isUnderWay = false
let isDueAgain = false

/** Requests the data of the page. Rounds follow one another, however often it is called. */
export function refresh() {
  isDueAgain = true
  if (!isUnderWay) void run()
}

async function run() {
  isUnderWay = true
  while (isDueAgain) {
    isDueAgain = false
    await load().catch(() => undefined)
  }
  isUnderWay = false
}

async function load() {
  const { route, search, status, onlyRefused } = state
  const [overview, ofView] = await Promise.all([ask('overview'), loadView()])
  // The next round loads what was chosen in the meantime.
  if (route !== state.route || search !== state.search) return
  if (status !== state.status || onlyRefused !== state.onlyRefused) return
  update({ overview, ...ofView })
}

/** @returns {Promise<Partial<import('./state.js').State>>} */
async function loadView() {
  const { route, search, status, onlyRefused } = state
  switch (route.view) {
    case 'inquiries': {
      const [inquiries, inquiry, inquiryRequests, inquiryWebhooks] = await Promise.all([
        ask('inquiries', { search, status }),
        route.id === null ? null : askForOne(`inquiries/${route.id}`),
        route.id === null ? null : ask('requests', { inquiryId: route.id }),
        route.id === null ? null : ask('webhooks', { inquiryId: route.id }),
      ])
      return { inquiries, inquiry, inquiryRequests, inquiryWebhooks }
    }
    case 'sessions': {
      const [sessions, links] = await Promise.all([
        ask('sessions', { search }),
        ask('links', { search }),
      ])
      return { sessions, links }
    }
    case 'requests': {
      const [requests, request] = await Promise.all([
        ask('requests', { search, outcome: onlyRefused ? 'refused' : '' }),
        route.id === null ? null : askForOne(`requests/${route.id}`),
      ])
      return { requests, request }
    }
    case 'webhooks':
      return { webhooks: await ask('webhooks', { search }) }
    default: {
      const [faults, inquiries] = await Promise.all([loadFaults(), ask('inquiries')])
      return { faults, inquiries }
    }
  }
}

async function loadFaults() {
  return state.faults ?? (await ask('faults'))
}

/**
 * @template Answer
 * @param {string} path
 * @returns {Promise<Answer | 'unknown'>}
 */
async function askForOne(path) {
  try {
    return await ask(path)
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return 'unknown'
    throw error
  }
}
