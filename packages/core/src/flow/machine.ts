import type { ResumableInquiryError } from '../errors.ts'
import type { FrameError } from '../frame/frame.ts'
import {
  type FinishedInquiryStatus,
  isFinishedInquiryStatus,
  type SessionReason,
} from '../wire/index.ts'
import type { FlowContext, FlowEffect, FlowEvent, FlowValue, Transition } from './machine-types.ts'
import { type FlowState, isActive } from './state.ts'
import {
  recoveryExhausted,
  widgetFailed,
  widgetRefused,
  widgetUnreachable,
} from './widget-errors.ts'

/** Sessions in one flow's life, whatever progress is made: Persona allows 25 for an inquiry. */
const maxSessions = 8

/** Milliseconds that a page must have been hidden before it counts as come back to. */
const minHiddenFor = 60_000

const captureEvents: ReadonlySet<string> = new Set([
  'document-camera-capture',
  'document-upload',
  'selfie-camera-capture',
  'selfie-record-upload',
])

/** The value that a flow starts with. */
export function initialValue(inquiryId: string | undefined): FlowValue {
  return {
    state: { status: 'idle' },
    context: {
      run: 0,
      ownInquiryId: inquiryId,
      inquiryId,
      reason: 'start',
      session: undefined,
      reloads: 0,
      recoveries: 0,
      maxAttempts: 0,
      sessions: 0,
      seen: false,
      firstPage: undefined,
      handoff: false,
    },
  }
}

/**
 * Says what an event makes of a flow: its next value and what is to be done.
 *
 * Pure and total: an event that means nothing where the flow stands, or that belongs to an earlier
 * run, changes nothing.
 */
export function transition(value: FlowValue, event: FlowEvent): Transition {
  const { state, context } = value
  if ('run' in event && event.run !== context.run) return stay(value)

  switch (event.type) {
    case 'open':
      if (isActive(state)) return stay(value)
      return begin(value, {
        maxAttempts: event.maxAttempts,
        recoveries: 0,
        reloads: 0,
        seen: false,
      })

    case 'close':
      return isActive(state) || state.status === 'error' ? rest(value, []) : stay(value)

    case 'leave':
      return isActive(state) || state.status === 'error' ? leave(value) : stay(value)

    case 'stopped': {
      const wasShown = isActive(state) || state.status === 'error'
      return rest(value, wasShown ? [{ type: 'notify.open_change' }] : [], {
        reason: 'start',
        session: undefined,
        inquiryId: context.ownInquiryId,
      })
    }

    case 'retry':
      if (state.status === 'open') {
        return recover(having(value, { recoveries: 0 }), 'session_suspect')
      }
      if (state.status !== 'error' || !state.error.retryable) return stay(value)
      return begin(value, { recoveries: 0, reloads: 0, sessions: 0 })

    case 'retry.due':
      return state.status === 'error' ? begin(value, {}) : stay(value)

    case 'online':
      return state.status === 'error' && state.error.code === 'offline'
        ? begin(value, {})
        : stay(value)

    case 'woke':
      return isLapsed(context, event.at) &&
        state.status === 'open' &&
        event.hiddenFor >= minHiddenFor &&
        !context.handoff
        ? recover(value, 'session_expired')
        : stay(value)

    case 'session.granted': {
      const { inquiryId, session } = event
      const counts = !event.remembered && !session.unrestricted
      const next: Partial<FlowContext> = {
        inquiryId,
        session,
        reason: 'start',
        sessions: context.sessions + (counts ? 1 : 0),
      }
      return boot(having(value, next), inquiryChange(context, inquiryId))
    }

    case 'session.finished':
      return finish(
        having(value, { inquiryId: event.inquiryId }),
        { status: event.status, source: event.source, fields: undefined },
        inquiryChange(context, event.inquiryId),
      )

    case 'session.refused':
    case 'frame.refused':
      return fail(value, event.error)

    case 'session.lapsed':
      return recover(value, 'session_expired')

    case 'frame.ready':
      return showFrame(value)

    case 'frame.noticed':
      return notice(value, event)

    case 'frame.left':
      return isActive(state) ? leave(value) : stay(value)

    case 'frame.completed':
      return isActive(state)
        ? finish(value, { status: event.status, source: 'widget', fields: event.fields }, [])
        : stay(value)

    case 'frame.failed':
      return isActive(state) ? judge(value, event.error) : stay(value)

    case 'frame.timed_out':
      if (context.reloads === 0 && context.session?.fresh === false) {
        return recover(value, 'session_suspect')
      }
      return reload(value, widgetUnreachable())

    case 'summary.received': {
      const { status } = event
      if (state.status !== 'idle' || !isFinishedInquiryStatus(status)) return stay(value)
      return finish(value, { status, source: 'backend', fields: undefined }, [])
    }
  }
}

function begin(value: FlowValue, changes: Partial<FlowContext>): Transition {
  const context = { ...value.context, ...changes, run: value.context.run + 1 }
  return {
    value: { state: { status: 'loading', phase: 'session' }, context },
    effects: [{ ...request(context, context.reason), attempt: 1 }],
  }
}

function request(
  { run, sessions }: FlowContext,
  reason: SessionReason,
): Omit<Extract<FlowEffect, { type: 'session.request' }>, 'attempt'> {
  return { type: 'session.request', run, reason, isExhausted: sessions >= maxSessions }
}

function boot(value: FlowValue, first: readonly FlowEffect[]): Transition {
  const { state, context } = value
  const next: FlowState =
    state.status === 'recovering'
      ? { ...state, phase: 'frame' }
      : { status: 'loading', phase: 'frame' }
  const run = context.run + 1
  return {
    value: {
      state: next,
      context: { ...context, run, firstPage: undefined, handoff: false },
    },
    effects: [...first, { type: 'frame.boot', run }],
  }
}

function showFrame(value: FlowValue): Transition {
  const { state, context } = value
  if (state.status !== 'loading' && state.status !== 'recovering') return stay(value)

  const effects: FlowEffect[] = [{ type: 'frame.open' }]
  if (!context.seen) effects.push({ type: 'notify.ready' })
  if (state.status === 'recovering') {
    effects.push({ type: 'notify.recover', cause: state.cause, attempt: state.attempt })
  }
  return {
    value: { state: { status: 'open' }, context: { ...context, seen: true } },
    effects,
  }
}

function recover(value: FlowValue, cause: 'session_expired' | 'session_suspect'): Transition {
  const { context } = value
  if (context.recoveries >= context.maxAttempts || context.sessions >= maxSessions) {
    return fail(having(value, { reason: cause }), recoveryExhausted())
  }
  const attempt = context.recoveries + context.reloads + 1
  const next: FlowContext = {
    ...context,
    run: context.run + 1,
    reason: cause,
    session: undefined,
    recoveries: context.recoveries + 1,
  }
  return {
    value: { state: { status: 'recovering', phase: 'session', cause, attempt }, context: next },
    effects: [{ type: 'frame.destroy' }, { ...request(next, cause), attempt }],
  }
}

function reload(value: FlowValue, error: ResumableInquiryError): Transition {
  const { context } = value
  if (context.reloads > 0) return fail(value, error)

  const attempt = context.recoveries + context.reloads + 1
  const run = context.run + 1
  const next = { ...context, run, reloads: context.reloads + 1 }
  const destroy: FlowEffect = { type: 'frame.destroy' }
  if (context.session?.unrestricted === false) {
    return boot(
      {
        state: { status: 'recovering', phase: 'frame', cause: 'frame_lost', attempt },
        context: next,
      },
      [destroy],
    )
  }
  // Without a token there is nothing to load the frame with again: the back end says what the
  // inquiry has become, which costs no session as long as it is new.
  return {
    value: {
      state: { status: 'recovering', phase: 'session', cause: 'frame_lost', attempt },
      context: next,
    },
    effects: [destroy, { ...request(next, 'start'), attempt }],
  }
}

function judge(value: FlowValue, error: FrameError): Transition {
  const { status, code } = error
  if (code === 'unauthenticated' || status === 401 || status === 403 || status === 409) {
    return recover(value, 'session_expired')
  }
  if (code === 'application_error') {
    return reload(value, widgetFailed('application_error', status))
  }
  if (code === 'unknown' && (status === 0 || status >= 500)) {
    return reload(value, widgetFailed('unknown', status))
  }
  if (code === 'invalid_config' || code === 'inactive_template') {
    return fail(value, widgetRefused(code))
  }
  const isNoise = code === 'camera_error' || value.state.status === 'open'
  return isNoise ? stay(value) : fail(value, widgetFailed('unknown', status))
}

function notice(
  value: FlowValue,
  { name, page }: { name: string; page: string | undefined },
): Transition {
  const { context } = value
  if (name === 'one-time-link-sent' || name === 'one-time-link-start') {
    return stay(having(value, { handoff: true }))
  }
  if (name === 'one-time-link-exit') return stay(having(value, { handoff: false }))

  if (name === 'page-change' && context.firstPage === undefined) {
    return stay(having(value, { firstPage: page }))
  }
  const progressed =
    captureEvents.has(name) || (name === 'page-change' && page !== context.firstPage)
  return progressed ? stay(having(value, { recoveries: 0, reloads: 0 })) : stay(value)
}

function leave(value: FlowValue): Transition {
  const { seen, run } = value.context
  const effects: FlowEffect[] = [{ type: 'notify.open_change' }, { type: 'notify.cancel' }]
  // The widget may have been left on its last screen: whoever saw it may be done.
  if (seen) effects.push({ type: 'summary.request', run: run + 1 })
  return rest(value, effects)
}

function finish(
  value: FlowValue,
  {
    status,
    source,
    fields,
  }: { status: FinishedInquiryStatus; source: 'widget' | 'backend'; fields: unknown },
  first: readonly FlowEffect[],
): Transition {
  const wasActive = isActive(value.state)
  return {
    value: {
      state: { status: 'finished', inquiryStatus: status, source },
      context: {
        ...value.context,
        run: value.context.run + 1,
        reason: 'start',
        session: undefined,
      },
    },
    effects: [
      ...first,
      { type: 'frame.destroy' },
      { type: 'session.finish', status, source },
      ...(wasActive ? [{ type: 'notify.open_change' } as const] : []),
      { type: 'notify.complete', status, source, fields },
    ],
  }
}

function fail(value: FlowValue, error: ResumableInquiryError): Transition {
  const run = value.context.run + 1
  const effects: FlowEffect[] = [{ type: 'frame.destroy' }, { type: 'notify.error', error }]
  if (error.code === 'rate_limited' && error.retryAfter !== undefined) {
    effects.push({ type: 'retry.schedule', run, seconds: error.retryAfter })
  }
  return {
    value: { state: { status: 'error', error }, context: { ...value.context, run } },
    effects,
  }
}

function rest(
  value: FlowValue,
  effects: readonly FlowEffect[],
  changes: Partial<FlowContext> = {},
): Transition {
  const { state, context } = value
  const next = { ...context, ...changes, run: context.run + 1, handoff: false }
  // What a recovery has asked for is on its way into the client's memory: it is not asked for again.
  if (state.status === 'recovering') next.reason = 'start'
  return {
    value: { state: state.status === 'idle' ? state : { status: 'idle' }, context: next },
    effects: [{ type: 'frame.destroy' }, ...effects],
  }
}

function inquiryChange(
  { inquiryId: previousInquiryId }: FlowContext,
  inquiryId: string,
): FlowEffect[] {
  return inquiryId === previousInquiryId
    ? []
    : [{ type: 'notify.inquiry_change', inquiryId, previousInquiryId }]
}

function isLapsed({ session }: FlowContext, at: number): boolean {
  return session !== undefined && session.expiresAt !== null && at >= session.expiresAt
}

function having(value: FlowValue, changes: Partial<FlowContext>): FlowValue {
  return { ...value, context: { ...value.context, ...changes } }
}

function stay(value: FlowValue): Transition {
  return { value, effects: [] }
}
