/** @import { Step } from '../entities/step.ts' */
/** @import { Outcome, SessionReport, Visit } from './back-end.js' */
/** @import { HandoffTurn } from './handoff.js' */
/** @import { HostPage, SdkError } from './host-page.js' */
/** @import { Parameters } from './parameters.js' */
/** @import { Part } from './step-context.js' */
import { currentVisit, openVisit, sendAnswers, tellLeft, watchSession } from './back-end.js'
import { announceEnd, announceSaved, announceScreen } from './announcements.js'
import { broken, handedBack, sessionExpired, unreachable } from './closing-screens.js'
import { drawStep } from './draw-step.js'
import { beginHandoff } from './handoff.js'
import { frameStyles } from './appearance.js'
import { createLeaveDialog } from './leave-dialog.js'
import { createSandboxBar } from './sandbox-bar.js'
import { forgetToken, recallToken, rememberToken } from './session-memory.js'
import { clear, show } from './screen.js'
import { hasPhotosAhead, progressAt, stepBefore, stepNamed } from './step-navigation.js'

/**
 * One person's way through the steps, from the first request to the last message.
 *
 * @typedef {object} Flow
 * @property {() => Promise<void>} begin
 * @property {(force: boolean) => void} exit
 * @property {() => void} crash
 * @property {() => void} stop
 */

/**
 * @param {Parameters} parameters
 * @param {HostPage} hostPage
 * @returns {Flow}
 */
export function createFlow(parameters, hostPage) {
  /** @type {Visit | null} */
  let visit = null
  /** @type {HandoffTurn | null} */
  let handoff = null
  let stopWatching = () => {}
  const sandbox = createSandboxBar()
  const leaveDialog = createLeaveDialog({
    // An inline widget is a part of its page, and a page of its own has a browser around it.
    hasCloseButton: !parameters.isInline && window.parent !== window,
    isNeeded: () => visit !== null && stepNamed(visit, visit.step).type !== 'done',
    onLeave: leave,
  })
  return {
    begin,
    exit: (force) => (force ? leave() : leaveDialog.ask()),
    crash,
    stop,
  }

  async function begin() {
    const { inquiryId, templateId, templateVersionId, referenceId, fields } = parameters
    const sessionToken = parameters.sessionToken ?? (inquiryId && recallToken(inquiryId))
    /** @type {Outcome} */
    let outcome
    try {
      outcome = await openVisit({
        inquiryId,
        templateId,
        templateVersionId,
        referenceId,
        fields,
        sessionToken,
      })
    } catch {
      // The SDK is told nothing of network failures, as with Persona.
      show(unreachable(() => void begin()))
      return
    }
    const opened = admit(outcome)
    if (opened === null) return
    rememberToken(opened.inquiryId, opened.sessionToken)
    stopWatching = watchSession(opened.sessionId, {
      onEnded: expire,
      onError: hostPage.postError,
      onMessageFault: hostPage.checkDeliveries,
      onHandoffStarted: () => handoff?.noteStart(),
      onChanged: () => void followOtherDevice(),
    })
    hostPage.begin(opened)
    hostPage.post('inquiry-load', { inquiryId: opened.inquiryId })
    hostPage.post('ready', { preferredDimensions: {}, styles: frameStyles() })
    goTo(opened.step)
  }

  /**
   * @param {Outcome} outcome
   * @returns {Visit | null}
   */
  function admit(outcome) {
    if (outcome.outcome === 'expired') expire(outcome.report)
    if (outcome.outcome === 'error') fail(outcome.error)
    if (outcome.outcome !== 'ready') return null
    visit = outcome
    return visit
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
    const isStarting = visit.status === 'created'
    /** @type {Outcome} */
    let saved
    try {
      saved = await sendAnswers(visit.sessionToken, {
        step: step.name,
        answers,
        outcome: sandbox.outcome(),
      })
    } catch {
      if (step.type === 'document') hostPage.post('documents-save-fail')
      return 'No connection. Your answers are not saved yet. Try again.'
    }
    // The session ended while the answers were on their way, and that has been said already.
    if (visit === null) return null
    if (saved.outcome === 'invalid') return 'Something is missing.'
    const next = admit(saved)
    if (next === null) return null
    if (isStarting) hostPage.post('start', { inquiryId: next.inquiryId })
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
    const outcome = await currentVisit(visit.sessionToken).catch(() => null)
    if (outcome === null || handoff === null) return
    const now = admit(outcome)
    if (now === null || now.step === before) return
    if (hasPhotosAhead(now)) {
      handoff.noteProgress()
      return
    }
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
    if (report === 'frozen') {
      freeze()
      return
    }
    const inquiryId = visit?.inquiryId ?? parameters.inquiryId
    if (inquiryId !== null) forgetToken(inquiryId)
    close(sessionExpired())
    if (report !== 'none') hostPage.postError({ status: 409, code: report })
  }

  /** Leaves the screen as it is, and stops reacting to input. */
  function freeze() {
    stopWatching()
    document.body.inert = true
    hostPage.fallSilent()
  }

  /** @param {SdkError} error */
  function fail(error) {
    close(broken())
    hostPage.postError(error)
  }

  function crash() {
    fail({ status: 0, code: 'application_error' })
  }

  /** @param {import('./screen.js').Screen} screen */
  function close(screen) {
    stop()
    show(screen)
  }

  function leave() {
    leaveDialog.close()
    // It changes nothing for the person whether anybody hears of it.
    if (visit) tellLeft(visit.sessionToken).catch(() => {})
    hostPage.post(
      'exit',
      visit ? { inquiryId: visit.inquiryId, sessionToken: visit.sessionToken } : {},
    )
  }

  function stop() {
    stopWatching()
    clear()
    leaveDialog.close()
    sandbox.offer(null)
    sandbox.show(false)
    handoff = null
    visit = null
  }
}
