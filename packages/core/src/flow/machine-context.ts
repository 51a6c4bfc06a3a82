import type { FlowContext, FlowEffect, FlowSession, FlowValue } from './machine-types.ts'
import { freshSessionAge } from './policy.ts'
import { idle } from './state.ts'

/** Returns the value that a flow starts with. */
export function initialValue(inquiryId: string | undefined): FlowValue {
  return {
    state: idle,
    context: {
      run: 0,
      inquiryId,
      preparedInquiryId: undefined,
      reason: 'start',
      session: undefined,
      expiredSession: undefined,
      reloads: 0,
      recoveries: 0,
      maxAttempts: 0,
      overlay: 'recovery',
      sessions: 0,
      isSeen: false,
      firstPage: undefined,
      isHandedOff: false,
      isBrowserAccepted: false,
    },
  }
}

/** Returns a value with changes in its context. */
export function withContext(value: FlowValue, changes: Partial<FlowContext>): FlowValue {
  return { ...value, context: { ...value.context, ...changes } }
}

const captureEvents: ReadonlySet<string> = new Set([
  'document-camera-capture',
  'document-upload',
  'selfie-camera-capture',
  'selfie-record-upload',
])

/**
 * Returns what a widget's event changes. A capture, an upload or another page is progress, which
 * restores the budget of recoveries. The first page that a frame shows is none: a frame that expires
 * at once would have it too.
 */
export function trackProgress(
  context: FlowContext,
  { name, page }: { name: string; page: string | undefined },
): FlowContext {
  switch (name) {
    case 'one-time-link-sent':
    case 'one-time-link-start':
      return { ...context, isHandedOff: true }
    case 'one-time-link-exit':
      return { ...context, isHandedOff: false }
    case 'page-change':
      if (context.firstPage === undefined) return { ...context, firstPage: page }
      return page === context.firstPage ? context : { ...context, recoveries: 0, reloads: 0 }
    default:
      return captureEvents.has(name) ? { ...context, recoveries: 0, reloads: 0 } : context
  }
}

/** Returns whether a session may be what keeps a frame from becoming ready. A fresh one is not. */
export function isSuspect(session: FlowSession | undefined, at: number): boolean {
  return session !== undefined && at - session.obtainedAt >= freshSessionAge
}

/** Returns the effect that reports another inquiry than before, if it is another one. */
export function inquiryChange(
  { inquiryId: previousInquiryId }: FlowContext,
  inquiryId: string,
): FlowEffect[] {
  return inquiryId === previousInquiryId
    ? []
    : [{ type: 'notify.inquiry_change', inquiryId, previousInquiryId }]
}
