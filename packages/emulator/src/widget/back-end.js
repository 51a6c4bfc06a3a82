/** @import { Step } from '../entities/step.ts' */
/** @import { SdkError } from './host-page.js' */

/** @typedef {'unauthenticated' | 'unknown' | 'none' | 'frozen'} SessionReport */

/**
 * The inquiry as the widget sees it.
 *
 * @typedef {object} Visit
 * @property {'ready'} outcome
 * @property {string} inquiryId
 * @property {string} status
 * @property {string} step The name of the step that the person is to answer next.
 * @property {Step[]} steps
 * @property {Record<string, string>} answers
 * @property {Record<string, unknown>} fields
 * @property {string} sessionId
 * @property {string} sessionToken
 * @property {string | null} referenceId
 * @property {string | null} redirectUri Where the hosted flow leads, unless its address says it.
 * @property {boolean} isHandoff Whether the flow was begun on another device, which waits for this.
 */

/**
 * A link that opens this inquiry on another device.
 *
 * @typedef {object} Handoff
 * @property {'handoff'} outcome
 * @property {string} link
 * @property {string} picture The link as a QR code, in SVG.
 */

/**
 * @typedef {{ outcome: 'expired', report: SessionReport }
 *   | { outcome: 'error', error: SdkError }
 *   | { outcome: 'invalid', missing: string }
 *   | { outcome: 'hang' }} Refusal
 */

/** @typedef {Visit | Refusal} Outcome */

// The widget and its back end are one program, so what the one sends the other need not check.
/** @type {(text: string) => Outcome} */
const parseOutcome = JSON.parse
/** @type {(text: string) => Handoff | Refusal} */
const parseHandoff = JSON.parse
/** @type {(text: string) => { report: SessionReport }} */
const parseEnded = JSON.parse
/** @type {(text: string) => { error: SdkError }} */
const parseError = JSON.parse

/**
 * @param {{
 *   inquiryId: string | null,
 *   templateId: string | null,
 *   templateVersionId: string | null,
 *   referenceId: string | null,
 *   fields: Record<string, string>,
 *   sessionToken: string | null,
 * }} visit
 */
export async function openVisit(visit) {
  return parseOutcome(await post('visits', visit))
}

/**
 * The visit as it is now, after something happened elsewhere.
 *
 * @param {string} sessionToken
 */
export async function currentVisit(sessionToken) {
  return parseOutcome(await post('visits/current', {}, sessionToken))
}

/**
 * @param {string} sessionToken
 * @param {{ step: string, answers: Record<string, string>, outcome: string }} answered
 */
export async function sendAnswers(sessionToken, answered) {
  return parseOutcome(await post('answers', answered, sessionToken))
}

/**
 * Says that the person has left. The frame may be gone before the answer is there.
 *
 * @param {string} sessionToken
 */
export async function tellLeft(sessionToken) {
  await post('visits/current/cancel', {}, sessionToken, { keepalive: true })
}

/**
 * @param {string} sessionToken
 * @param {string | null} styleVariant What the other device is to look like.
 */
export async function requestHandoff(sessionToken, styleVariant) {
  return parseHandoff(await post('handoffs', { styleVariant }, sessionToken))
}

/**
 * Tells at once when the session ends, and what happens on another device.
 *
 * @param {string} sessionId
 * @param {{
 *   onEnded: (report: SessionReport) => void,
 *   onError: (error: SdkError) => void,
 *   onMessageFault: () => void,
 *   onHandoffStarted: () => void,
 *   onChanged: () => void,
 * }} listeners
 * @returns {() => void} stops listening
 */
export function watchSession(
  sessionId,
  { onEnded, onError, onMessageFault, onHandoffStarted, onChanged },
) {
  const events = new EventSource(`/widget/api/sessions/${sessionId}/events`)
  events.addEventListener('session-ended', ({ data }) => {
    onEnded(parseEnded(String(data)).report)
  })
  events.addEventListener('sdk-error', ({ data }) => {
    onError(parseError(String(data)).error)
  })
  events.addEventListener('message-fault', onMessageFault)
  events.addEventListener('handoff-started', onHandoffStarted)
  events.addEventListener('inquiry-changed', onChanged)
  // What happened while the connection was lost is not told again.
  events.addEventListener('open', onChanged)
  return () => events.close()
}

/**
 * @param {string} path
 * @param {unknown} body
 * @param {string} [sessionToken]
 * @param {{ keepalive?: boolean }} [options]
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
  // Whatever stood in between has answered, as a proxy does whose server is down.
  if (!text.includes('"outcome"')) throw new Error('The answer is not of this back end.')
  return text
}
