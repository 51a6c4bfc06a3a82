/** @import { SessionReport } from '../entities/inquiry-session.ts' */
/** @import { Step } from '../entities/step.ts' */
/** @import { SdkError, Visit, VisitResponse, WidgetMessage } from '../widget-contract.ts' */
/** @import { RunningHandoff } from './handoff.js' */
/** @import { HostPage } from './host-page.js' */
/** @import { Parameters } from './parameters.js' */
/** @import { Screen } from './screen.js' */
/** @import { Part, StepContext } from './step-context.js' */
import { announceEnd, announceSaved, announceScreen } from './announcements.js'
import { getVisit, openVisit, reportCancel, sendAnswers, watchSession } from './back-end.js'
import { broken, handedBack, sessionExpired, unreachable } from './closing-screens.js'
import { beginHandoff } from './handoff.js'
import { clear, createCancelDialog, createSandboxBar, show } from './screen.js'
import { getStoredToken, removeStoredToken, storeToken } from './stored-token.js'
import { hasPhotosAhead, progressAt, stepBefore, stepNamed } from './step-navigation.js'
import { consent } from './steps/consent.js'
import { documentPhoto } from './steps/document.js'
import { done } from './steps/done.js'
import { form } from './steps/form.js'
import { review } from './steps/review.js'
import { selfie } from './steps/selfie.js'

/**
 * Creates one person's flow through the steps, from the first request to the last message.
 *
 * @param {Parameters} parameters
 * @param {HostPage} hostPage
 */
export function createFlow(parameters, hostPage) {
  /** @type {Visit | null} */
  let visit = null
  /** @type {RunningHandoff | null} */
  let handoff = null
  let stopWatching = () => {}
  const sandbox = createSandboxBar()
  const cancelDialog = createCancelDialog({
    // The host closes an inline widget, and the browser closes the hosted flow.
    hasCloseButton: !parameters.isInline && window.parent !== window,
    isNeeded: () => visit !== null && stepNamed(visit, visit.step).type !== 'done',
    onCancel: cancel,
  })
  return { begin, exit, crash, stop }

  async function begin() {
    const { inquiryId, sessionToken } = parameters.visitRequest
    const response = await openVisit({
      ...parameters.visitRequest,
      sessionToken: sessionToken ?? (inquiryId && getStoredToken(inquiryId)),
    }).catch(() => null)
    // Like Persona's, this widget does not report network failures to the SDK.
    if (response === null) return show(unreachable(() => void begin()))
    const opened = admit(response)
    if (opened === null) return
    storeToken(opened.inquiryId, opened.sessionToken)
    stopWatching = watchSession(opened.sessionId, receive)
    hostPage.begin(opened)
    hostPage.post('inquiry-load', { inquiryId: opened.inquiryId })
    hostPage.post('ready', { preferredDimensions: {} })
    hostPage.post('start', { inquiryId: opened.inquiryId })
    goTo(opened.step)
  }

  /**
   * Keeps the visit of a response, or shows why there is none.
   *
   * @param {VisitResponse} response
   * @returns {Visit | null}
   */
  function admit(response) {
    if (response.outcome === 'expired') expire(response.report)
    if (response.outcome === 'error') fail(response.error)
    if (response.outcome !== 'ready') return null
    visit = response
    return visit
  }

  /** @param {WidgetMessage} message */
  function receive(message) {
    switch (message.name) {
      case 'session-ended':
        return expire(message.report)
      case 'sdk-error':
        return hostPage.postError(message.error)
      case 'message-fault':
        return hostPage.checkDeliveries()
      case 'handoff-started':
        return handoff?.markStarted()
      case 'inquiry-changed':
        return void followOtherDevice()
    }
  }

  /** @param {string} name */
  function goTo(name) {
    if (visit === null) return
    const current = visit
    const step = stepNamed(current, name)
    if (current.isHandoff && step.type !== 'done' && !hasPhotosAhead(current)) {
      sandbox.offer(null)
      sandbox.show(false)
      show(handedBack())
      return
    }
    const canHandOff = !current.isHandoff && hasPhotosAhead({ ...current, step: name })
    drawStep(step, {
      visit: current,
      show: (part) => present(step, part),
      submit: (answers) => submit(step, answers),
      goTo,
      announce: hostPage.post,
      handOff: canHandOff ? () => handOff(step) : null,
      finish: hostPage.leadsOn() ? finish : null,
    })
  }

  /**
   * @param {Step} step
   * @param {Part} part
   */
  function present(step, part) {
    if (visit === null) return
    const before = stepBefore(visit, step)
    show({
      step: step.name,
      progress: progressAt(visit, step),
      onBack: before === null ? undefined : () => goTo(before.name),
      ...part,
    })
    sandbox.offer(part.sample ?? null)
    sandbox.show(step.type !== 'done')
    announceScreen(hostPage, step, part)
  }

  /**
   * @param {Step} step
   * @param {Record<string, string>} answers
   * @returns {Promise<string | null>} what went wrong
   */
  async function submit(step, answers) {
    if (visit === null) return null
    hostPage.post('step-transitioning', { step: step.name })
    const saved = await sendAnswers(visit.sessionToken, {
      step: step.name,
      answers,
      outcome: sandbox.outcome(),
    }).catch(() => null)
    if (saved === null) {
      if (step.type === 'document') hostPage.post('documents-save-fail')
      return 'No connection. Your answers are not saved yet. Try again.'
    }
    // The session ended during the request; its own message has shown that.
    if (visit === null) return null
    if (saved.outcome === 'invalid') return 'Something is missing.'
    const next = admit(saved)
    if (next === null) return null
    announceSaved(hostPage, step)
    announceEnd(hostPage, next)
    goTo(next.step)
    return null
  }

  /**
   * @param {Step} step
   * @returns {Promise<string | null>} what went wrong
   */
  async function handOff(step) {
    if (visit === null) return null
    const reached = visit.step
    const begun = await beginHandoff(visit, hostPage, {
      styleVariant: parameters.styleVariant,
      show: (part) => present(step, part),
      onCancel: () => {
        endHandoff()
        const now = visit?.step ?? reached
        goTo(now === reached ? step.name : now)
      },
    })
    if ('problem' in begun) return begun.problem
    handoff = begun
    return null
  }

  function endHandoff() {
    handoff?.end()
    handoff = null
  }

  async function followOtherDevice() {
    if (visit === null || handoff === null) return
    const before = visit.step
    const response = await getVisit(visit.sessionToken).catch(() => null)
    if (response === null || handoff === null) return
    const now = admit(response)
    if (now === null || now.step === before) return
    if (hasPhotosAhead(now)) return handoff.markProgress()
    endHandoff()
    announceEnd(hostPage, now)
    goTo(now.step)
  }

  function finish() {
    if (visit === null) return
    const { inquiryId, status, fields } = visit
    hostPage.post(status === 'failed' ? 'fail' : 'complete', { inquiryId, status, fields })
  }

  /** @param {SessionReport} report */
  function expire(report) {
    if (visit !== null && stepNamed(visit, visit.step).type === 'done') return
    if (report === 'frozen') return freeze()
    const inquiryId = visit?.inquiryId ?? parameters.visitRequest.inquiryId
    if (inquiryId !== null) removeStoredToken(inquiryId)
    close(sessionExpired())
    if (report !== 'none') hostPage.postError({ status: 409, code: report })
  }

  /** Leaves the screen as it is, and stops reacting to input. */
  function freeze() {
    stopWatching()
    document.body.inert = true
    hostPage.freeze()
  }

  /** @param {SdkError} error */
  function fail(error) {
    close(broken())
    hostPage.postError(error)
  }

  function crash() {
    fail({ status: 0, code: 'application_error' })
  }

  /** @param {Screen} screen */
  function close(screen) {
    stop()
    show(screen)
  }

  /** @param {boolean} force Without it, the person has to confirm. */
  function exit(force) {
    if (force) cancel()
    else cancelDialog.ask()
  }

  function cancel() {
    cancelDialog.close()
    // Best effort: the person cancels either way.
    if (visit) reportCancel(visit.sessionToken).catch(() => {})
    hostPage.post(
      'exit',
      visit ? { inquiryId: visit.inquiryId, sessionToken: visit.sessionToken } : {},
    )
  }

  function stop() {
    stopWatching()
    clear()
    cancelDialog.close()
    sandbox.offer(null)
    sandbox.show(false)
    handoff = null
    visit = null
  }
}

/**
 * @param {Step} step
 * @param {Omit<StepContext, 'step'>} context
 */
function drawStep(step, context) {
  switch (step.type) {
    case 'consent':
      return consent({ ...context, step })
    case 'form':
      return form({ ...context, step })
    case 'document':
      return documentPhoto({ ...context, step })
    case 'selfie':
      return selfie({ ...context, step })
    case 'review':
      return review({ ...context, step })
    case 'done':
      return done({ ...context, step })
  }
}
