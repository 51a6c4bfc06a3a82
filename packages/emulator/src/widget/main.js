import { openVisit, sendAnswers, watchSession } from './back-end.js'
import { broken, sessionExpired, unreachable } from './closing-screens.js'
import { createHostPage } from './host-page.js'
import { createLeaveDialog } from './leave-dialog.js'
import { readParameters } from './parameters.js'
import { forgetToken, recallToken, rememberToken } from './session-memory.js'
import { focusHeading, pageHeight, show } from './stage.js'
import { consent } from './steps/consent.js'
import { details } from './steps/details.js'
import { documentPhoto } from './steps/document.js'
import { done } from './steps/done.js'
import { review } from './steps/review.js'

const steps = { consent, details, document: documentPhoto, review, done }

const parameters = readParameters(location.search)
const hostPage = createHostPage(parameters)
const leaveDialog = createLeaveDialog({
  isInline: parameters.isInline,
  isNeeded: () => visit !== null && visit.step !== 'done',
  onLeave: leave,
})

/** @type {import('./back-end.js').Visit | null} */
let visit = null
let stopWatching = () => {}

if (parameters.styleVariant !== null) {
  document.documentElement.dataset['styleVariant'] = parameters.styleVariant
}
window.addEventListener('error', () => crash())
window.addEventListener('unhandledrejection', () => crash())
hostPage.listen({
  open: focusHeading,
  exit: (force) => (force ? leave() : leaveDialog.ask()),
  destroy: stop,
})
hostPage.post('load')
await begin()

async function begin() {
  const { inquiryId, templateId } = parameters
  const sessionToken = parameters.sessionToken ?? (inquiryId && recallToken(inquiryId))
  /** @type {import('./back-end.js').Outcome} */
  let outcome
  try {
    outcome = await openVisit({ inquiryId, templateId, sessionToken })
  } catch {
    // The SDK is told nothing of network failures, as with Persona.
    show(unreachable(() => void begin()))
    return
  }
  if (outcome.outcome === 'expired') expire(outcome.report)
  if (outcome.outcome === 'error') fail(outcome.error)
  if (outcome.outcome !== 'ready') return
  visit = outcome
  rememberToken(visit.inquiryId, visit.sessionToken)
  stopWatching = watchSession(visit.sessionId, { onEnded: expire, onError: hostPage.postError })
  showStep(visit.step)
  hostPage.post('ready', {})
  announceStep(visit.step)
}

/** @param {import('./back-end.js').StepName} step */
function showStep(step) {
  if (visit === null) return
  show(
    steps[step]({
      visit,
      submit: (answers, outcome) => submit(step, answers, outcome),
      goTo,
      announce: hostPage.post,
      finish,
    }),
  )
}

/** @param {import('./back-end.js').StepName} step */
function goTo(step) {
  showStep(step)
  announceStep(step)
}

/** @param {import('./back-end.js').StepName} step */
function announceStep(step) {
  hostPage.post('page-change', {
    name: step,
    nameDisplay: document.title,
    path: `/inquiry/${step}`,
    metadata: { pageHeight: pageHeight() },
  })
}

/**
 * @param {import('./back-end.js').StepName} step
 * @param {Record<string, string>} answers
 * @param {string} [outcome]
 * @returns {Promise<string | null>} what went wrong
 */
async function submit(step, answers, outcome) {
  if (visit === null) return null
  const isStarting = visit.status === 'created'
  /** @type {import('./back-end.js').Outcome} */
  let saved
  try {
    saved = await sendAnswers(visit.sessionToken, { step, answers, ...(outcome && { outcome }) })
  } catch {
    return 'No connection. Your answers are not saved yet. Try again.'
  }
  // The session ended while the answers were on their way, and that has been said already.
  if (visit === null) return null
  if (saved.outcome === 'expired') expire(saved.report)
  if (saved.outcome === 'error') fail(saved.error)
  if (saved.outcome === 'invalid') return 'Something is missing.'
  if (saved.outcome !== 'ready') return null
  visit = saved
  if (isStarting) hostPage.post('start', { inquiryId: visit.inquiryId })
  goTo(visit.step)
  return null
}

function finish() {
  if (visit === null) return
  const { inquiryId, status, fields } = visit
  hostPage.post(status === 'failed' ? 'fail' : 'complete', { inquiryId, status, fields })
}

/** @param {import('./back-end.js').SessionReport} report */
function expire(report) {
  if (visit?.step === 'done') return
  const inquiryId = visit?.inquiryId ?? parameters.inquiryId
  if (inquiryId !== null) forgetToken(inquiryId)
  stop()
  show(sessionExpired())
  if (report !== 'silence') hostPage.postError({ status: 409, code: report })
}

/** @param {import('./host-page.js').SdkError} error */
function fail(error) {
  show(broken())
  hostPage.postError(error)
}

function crash() {
  stop()
  fail({ status: 0, code: 'application_error' })
}

function leave() {
  leaveDialog.close()
  hostPage.post(
    'exit',
    visit ? { inquiryId: visit.inquiryId, sessionToken: visit.sessionToken } : {},
  )
}

function stop() {
  stopWatching()
  leaveDialog.close()
  visit = null
}
