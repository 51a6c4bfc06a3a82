/** @import { SdkError } from './host-page.js' */

/** @typedef {'consent' | 'details' | 'document' | 'review' | 'done'} StepName */

/** @typedef {'unauthenticated' | 'unknown' | 'silence'} SessionReport */

/**
 * The inquiry as the widget sees it.
 *
 * @typedef {object} Visit
 * @property {'ready'} outcome
 * @property {string} inquiryId
 * @property {string} status
 * @property {StepName} step
 * @property {Record<string, string>} answers
 * @property {Record<string, unknown>} fields
 * @property {string} sessionId
 * @property {string} sessionToken
 */

/**
 * @typedef {Visit
 *   | { outcome: 'expired', report: SessionReport }
 *   | { outcome: 'error', error: SdkError }
 *   | { outcome: 'invalid', missing: string }
 *   | { outcome: 'hang' }} Outcome
 */

// The widget and its back end are one program, so what the one sends the other need not check.
/** @type {(text: string) => Outcome} */
const parseOutcome = JSON.parse
/** @type {(text: string) => { report: SessionReport }} */
const parseEnded = JSON.parse
/** @type {(text: string) => { error: SdkError }} */
const parseError = JSON.parse

/**
 * @param {{ inquiryId: string | null, templateId: string | null, sessionToken: string | null }} visit
 */
export function openVisit(visit) {
  return request('visits', visit)
}

/**
 * @param {string} sessionToken
 * @param {{ step: StepName, answers: Record<string, string>, outcome?: string }} answered
 */
export function sendAnswers(sessionToken, answered) {
  return request('answers', answered, { Authorization: `Bearer ${sessionToken}` })
}

/**
 * Tells at once when the session ends.
 *
 * @param {string} sessionId
 * @param {{
 *   onEnded: (report: SessionReport) => void,
 *   onError: (error: SdkError) => void,
 * }} listeners
 * @returns {() => void} stops listening
 */
export function watchSession(sessionId, { onEnded, onError }) {
  const events = new EventSource(`/widget/api/sessions/${sessionId}/events`)
  events.addEventListener('session-ended', ({ data }) => {
    onEnded(parseEnded(String(data)).report)
  })
  events.addEventListener('sdk-error', ({ data }) => {
    onError(parseError(String(data)).error)
  })
  return () => events.close()
}

/**
 * @param {string} path
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 * @returns {Promise<Outcome>}
 */
async function request(path, body, headers) {
  const response = await fetch(`/widget/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return parseOutcome(await response.text())
}
