import { isExpired } from '../client/session-cache.ts'
import type { ResumableInquiryError } from '../errors.ts'
import type { FrameError } from '../frame/frame.ts'
import type { SessionReason } from '../wire/inquiry-session.ts'
import { isFinishedInquiryStatus } from '../wire/inquiry-status.ts'
import { classifyFrameError, recoveryExhausted } from './failures.ts'
import type {
  FlowContext,
  FlowEffect,
  FlowEvent,
  FlowSession,
  FlowValue,
  Transition,
} from './machine-types.ts'
import type { Cover } from './options.ts'
import { maxReloads, maxSessions, minHiddenTime, retryRecheck } from './policy.ts'
import { inquiryChange, isSuspect, trackProgress, withContext } from './machine-context.ts'
import { type FlowState, idle, isActive, isShown, loadingSession, mayHavePassed } from './state.ts'

/**
 * Returns what an event makes of a flow: its next value, and the effects to run.
 *
 * Pure and total: an event that means nothing in the current state, or that belongs to an earlier
 * run, changes nothing.
 */
export function transition(value: FlowValue, event: FlowEvent): Transition {
  const { state, context } = value
  if ('run' in event && event.run !== context.run) return unchanged(value)

  switch (event.type) {
    case 'open': {
      if (isActive(state)) return unchanged(value)
      const { maxAttempts, overlay, isSessionCached } = event
      const changes = { maxAttempts, overlay, recoveries: 0, reloads: 0, isSeen: false }
      return begin(value, changes, isSessionCached)
    }

    case 'close':
      return isShown(state) ? toIdle(value, []) : unchanged(value)

    case 'cancel':
      return isShown(state) ? cancel(value) : unchanged(value)

    case 'stopped':
      return toIdle(value, isShown(state) ? [{ type: 'notify.open_change' }] : [], {
        reason: 'start',
        inquiryId: event.inquiryId,
        preparedInquiryId: undefined,
      })

    case 'retry':
      if (state.status === 'open') {
        return recover(withContext(value, { recoveries: 0 }), 'session_suspect')
      }
      if (state.status !== 'error' || !state.error.retryable) return unchanged(value)
      return begin(value, {
        recoveries: 0,
        reloads: 0,
        sessions: 0,
        isBrowserAccepted: context.isBrowserAccepted || state.error.code === 'unsupported_browser',
      })

    case 'retry.due':
      if (state.status !== 'error') return unchanged(value)
      return context.isHandedOff || event.isPageTaken
        ? scheduleRetry(value, retryRecheck)
        : begin(value, {})

    case 'page.online':
    case 'page.resumed':
      // What the person has opened elsewhere stays shown here.
      if (context.isHandedOff) return unchanged(value)
      if (mayHavePassed(state)) return begin(value, {})
      return event.type === 'page.resumed' &&
        state.status === 'open' &&
        event.hiddenFor >= minHiddenTime &&
        context.session !== undefined &&
        isExpired(context.session, event.at)
        ? recover(value, 'session_expired')
        : unchanged(value)

    case 'handed_off':
      return unchanged(withContext(value, { isHandedOff: event.isHandedOff }))

    case 'session.prepared':
      return unchanged(withContext(value, { preparedInquiryId: event.inquiryId }))

    case 'session.received': {
      const { inquiryId, session, isFromCache } = event
      const sessions = context.sessions + (isFromCache || session.isTokenless ? 0 : 1)
      const next = withContext(value, { inquiryId, reason: 'start', sessions })
      const booted = boot(next, session, inquiryChange(context, inquiryId))
      return isFromCache ? { ...booted, effects: [...booted.effects, ...cover(next)] } : booted
    }

    case 'session.finished':
      return finish(
        withContext(value, { inquiryId: event.inquiryId }),
        { status: event.status, source: event.source, fields: undefined },
        inquiryChange(context, event.inquiryId),
      )

    case 'session.refused':
    case 'frame.refused':
      return fail(value, event.error)

    case 'session.expired':
      return recover(value, 'session_expired')

    case 'frame.ready':
      return showFrame(value)

    case 'frame.event':
      return unchanged({ state, context: trackProgress(context, event) })

    case 'frame.canceled':
      return isActive(state) ? cancel(value) : unchanged(value)

    case 'frame.completed':
      return isActive(state)
        ? finish(value, { status: event.status, source: 'widget', fields: event.fields }, [])
        : unchanged(value)

    case 'frame.failed':
      return isActive(state) ? onFrameError(value, event.error) : unchanged(value)

    case 'frame.timed_out':
      return context.reloads === 0 && isSuspect(context.session, event.at)
        ? recover(value, 'session_suspect')
        : reload(value, event.error)

    case 'frame.lost':
      return isActive(state) ? loadAgain(value) : unchanged(value)

    case 'summary.received': {
      const { status } = event
      if (state.status !== 'idle' || !isFinishedInquiryStatus(status)) return unchanged(value)
      return finish(value, { status, source: 'backend', fields: undefined }, [])
    }
  }
}

/** @param isCached whether the session is cached, so that the overlay would delay the frame. */
function begin(value: FlowValue, changes: Partial<FlowContext>, isCached = false): Transition {
  const run = value.context.run + 1
  const context = { ...value.context, isHandedOff: false, ...changes, run }
  const next: FlowValue = { state: loadingSession, context }
  const effects: FlowEffect[] = [
    { ...sessionRequest(context, context.reason, 1), isOpening: true },
    { type: 'page.acquire' },
  ]
  if (!isCached || context.reason !== 'start') effects.push(...cover(next))
  return { value: next, effects }
}

function cover({ state, context }: FlowValue): FlowEffect[] {
  return state.status === 'loading' && context.overlay === 'always'
    ? [{ type: 'overlay.show', cover: 'loading' }, { type: 'overlay.focus' }]
    : []
}

/** Requests a session. It comes first of all effects: the person waits for it the longest. */
function sessionRequest(
  { run, sessions, inquiryId, preparedInquiryId, expiredSession }: FlowContext,
  reason: SessionReason,
  attempt: number,
): Extract<FlowEffect, { type: 'session.request' }> {
  return {
    type: 'session.request',
    run,
    reason,
    attempt,
    inquiryId: inquiryId ?? preparedInquiryId,
    expiredSession: reason === 'start' ? undefined : expiredSession,
    isCacheOnly: sessions >= maxSessions,
    isOpening: false,
  }
}

function boot(
  value: FlowValue,
  session: FlowSession,
  effectsBefore: readonly FlowEffect[],
): Transition {
  const { state, context } = value
  const next: FlowState =
    state.status === 'recovering'
      ? { ...state, phase: 'frame' }
      : { status: 'loading', phase: 'frame' }
  const run = context.run + 1
  return {
    value: {
      state: next,
      context: { ...context, run, session, firstPage: undefined, isHandedOff: false },
    },
    effects: [...effectsBefore, { type: 'frame.boot', run, session: session.cached }],
  }
}

function showFrame(value: FlowValue): Transition {
  const { state, context } = value
  if (state.status !== 'loading' && state.status !== 'recovering') return unchanged(value)

  const effects: FlowEffect[] = [{ type: 'frame.open' }, { type: 'overlay.hide' }]
  if (!context.isSeen) effects.push({ type: 'notify.ready' })
  if (state.status === 'recovering') {
    effects.push({ type: 'notify.recover', cause: state.cause, attempt: state.attempt })
  }
  return {
    value: { state: { status: 'open' }, context: { ...context, isSeen: true } },
    effects,
  }
}

/** Puts the overlay in place of the frame, so that the page never shows through. */
function replaceFrame(by: Cover): FlowEffect[] {
  return [{ type: 'overlay.show', cover: by }, { type: 'frame.destroy' }, { type: 'overlay.focus' }]
}

function recover(value: FlowValue, cause: 'session_expired' | 'session_suspect'): Transition {
  const expiredSession = value.context.session?.cached
  const expired = withContext(value, { reason: cause, expiredSession })
  const { context } = expired
  if (context.recoveries >= context.maxAttempts || context.sessions >= maxSessions) {
    return fail(expired, recoveryExhausted())
  }
  const attempt = context.recoveries + context.reloads + 1
  const next: FlowContext = {
    ...context,
    run: context.run + 1,
    session: undefined,
    recoveries: context.recoveries + 1,
  }
  return {
    value: { state: { status: 'recovering', phase: 'session', cause, attempt }, context: next },
    effects: [sessionRequest(next, cause, attempt), ...replaceFrame('recovering')],
  }
}

function reload(value: FlowValue, error: ResumableInquiryError): Transition {
  const { reloads } = value.context
  if (reloads >= maxReloads) return fail(value, error)
  const next = loadAgain(value)
  return { ...next, value: withContext(next.value, { reloads: reloads + 1 }) }
}

/** Loads the frame again with the same session, which costs nothing of the budget. */
function loadAgain({ context }: FlowValue): Transition {
  const { session, recoveries, reloads } = context
  const attempt = recoveries + reloads + 1
  const next: FlowValue = {
    state: { status: 'recovering', phase: 'session', cause: 'frame_lost', attempt },
    context: { ...context, run: context.run + 1 },
  }
  if (session?.isTokenless === false) return boot(next, session, replaceFrame('recovering'))
  // A session without a token is good for one frame. The next costs none while the inquiry is new.
  const request = sessionRequest(next.context, 'start', attempt)
  return { value: next, effects: [request, ...replaceFrame('recovering')] }
}

function onFrameError(value: FlowValue, frameError: FrameError): Transition {
  const failure = classifyFrameError(frameError)
  switch (failure.action) {
    case 'renew':
      return recover(value, 'session_expired')
    case 'reload':
      return reload(value, failure.error)
    case 'fail':
      return fail(value, failure.error)
    case 'fail_before_ready':
      return value.state.status === 'open' ? unchanged(value) : fail(value, failure.error)
    case 'ignore':
      return unchanged(value)
  }
}

function cancel(value: FlowValue): Transition {
  const { isSeen, isHandedOff, run, inquiryId } = value.context
  const effects: FlowEffect[] = [{ type: 'notify.open_change' }]
  // A person who continues on another device leaves an error behind, and has not canceled.
  if (value.state.status !== 'error' || !isHandedOff) effects.push({ type: 'notify.cancel' })
  // The person may have canceled on the widget's last screen, with the inquiry finished.
  if (isSeen) effects.push({ type: 'summary.request', run: run + 1, inquiryId })
  return toIdle(value, effects)
}

function finish(
  value: FlowValue,
  completion: Omit<Extract<FlowEffect, { type: 'notify.complete' }>, 'type'>,
  effectsBefore: readonly FlowEffect[],
): Transition {
  const { state, context } = value
  const { status, source } = completion
  return {
    value: {
      state: { status: 'finished', inquiryStatus: status, source },
      context: { ...context, run: context.run + 1, reason: 'start', session: undefined },
    },
    effects: [
      ...effectsBefore,
      { type: 'frame.destroy' },
      { type: 'inquiry.finish', inquiryId: context.inquiryId, status, source },
      { type: 'page.release' },
      ...(isShown(state) ? [{ type: 'notify.open_change' } as const] : []),
      { type: 'notify.complete', ...completion },
    ],
  }
}

function fail(value: FlowValue, error: ResumableInquiryError): Transition {
  const { context } = value
  const run = context.run + 1
  const effects: FlowEffect[] =
    context.overlay === 'always'
      ? replaceFrame(error.retryable ? 'retryable_error' : 'error')
      : [{ type: 'frame.destroy' }, { type: 'page.release' }]
  effects.push({ type: 'notify.error', error })
  if (error.code === 'rate_limited' && error.retryAfter !== undefined) {
    effects.push({ type: 'retry.schedule', run, seconds: error.retryAfter })
  }
  return {
    value: { state: { status: 'error', error }, context: { ...context, run, session: undefined } },
    effects,
  }
}

function scheduleRetry(value: FlowValue, seconds: number): Transition {
  return { value, effects: [{ type: 'retry.schedule', run: value.context.run, seconds }] }
}

function toIdle(
  value: FlowValue,
  effectsAfter: readonly FlowEffect[],
  changes: Partial<FlowContext> = {},
): Transition {
  const { state, context } = value
  const run = context.run + 1
  const next = { ...context, ...changes, run, session: undefined, isHandedOff: false }
  // The session that a recovery requested is in the client's cache, or on its way there.
  if (state.status !== 'error') next.reason = 'start'
  return {
    value: { state: idle, context: next },
    effects: [{ type: 'frame.destroy' }, { type: 'page.release' }, ...effectsAfter],
  }
}

function unchanged(value: FlowValue): Transition {
  return { value, effects: [] }
}
