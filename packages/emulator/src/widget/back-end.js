/**
 * @import {
 *   AnswersRequest,
 *   DeliveryRequest,
 *   DeliveryResponse,
 *   HandoffRequest,
 *   HandoffResponse,
 *   VisitRequest,
 *   VisitResponse,
 *   WidgetMessage,
 * } from '../widget-contract.ts'
 */

// The widget and its back end are versioned together, so that responses need no checks.
/** @type {(text: string) => VisitResponse} */
const parseVisit = JSON.parse
/** @type {(text: string) => HandoffResponse} */
const parseHandoff = JSON.parse
/** @type {(text: string) => WidgetMessage} */
const parseMessage = JSON.parse
/** @type {(text: string) => DeliveryResponse} */
const parseDelivery = JSON.parse

/** @param {VisitRequest} request */
export async function openVisit(request) {
  return parseVisit(await post('visits', request))
}

/**
 * Gets the visit as it is now, after a change on another device.
 *
 * @param {string} sessionToken
 */
export async function getVisit(sessionToken) {
  return parseVisit(await post('visits/current', {}, sessionToken))
}

/**
 * @param {string} sessionToken
 * @param {AnswersRequest} request
 */
export async function sendAnswers(sessionToken, request) {
  return parseVisit(await post('answers', request, sessionToken))
}

/**
 * Reports that the person has canceled. The request outlives the frame.
 *
 * @param {string} sessionToken
 */
export async function reportCancel(sessionToken) {
  await post('visits/current/cancel', {}, sessionToken, { keepalive: true })
}

/**
 * @param {string} sessionToken
 * @param {HandoffRequest} request
 */
export async function requestHandoff(sessionToken, request) {
  return parseHandoff(await post('handoffs', request, sessionToken))
}

/**
 * Subscribes to the messages to the widgets of a session.
 *
 * @param {string} sessionId
 * @param {(message: WidgetMessage) => void} onMessage
 * @returns {() => void} an unsubscribe function
 */
export function watchSession(sessionId, onMessage) {
  const events = new EventSource(`/widget/api/sessions/${sessionId}/events`)
  events.addEventListener('message', ({ data }) => onMessage(parseMessage(String(data))))
  // Messages are not repeated that were lost with an earlier connection.
  events.addEventListener('open', () => onMessage({ name: 'inquiry-changed' }))
  return () => events.close()
}

/**
 * @param {string} path below `/widget/api`
 * @param {object} body
 * @param {string} [sessionToken]
 * @param {{ keepalive?: boolean }} [options]
 * @returns {Promise<string>} the response's body
 */
async function post(path, body, sessionToken, options = {}) {
  const response = await fetch(`/widget/api/${path}`, {
    ...options,
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(sessionToken !== undefined && { Authorization: `Bearer ${sessionToken}` }),
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  // A proxy responds by itself while the emulator is down.
  if (!text.includes('"outcome"')) throw new Error('The response is not from the emulator.')
  return text
}

// Milliseconds. A message must not wait for a network that is down.
const deliveryTimeout = 1000

/**
 * Returns how often the page around the widget gets a message: once, unless a fault says otherwise.
 *
 * @param {DeliveryRequest} request
 */
export async function getDelivery(request) {
  try {
    const response = await fetch('/_emulator/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(deliveryTimeout),
    })
    return parseDelivery(await response.text()).delivery
  } catch {
    return 'deliver'
  }
}
