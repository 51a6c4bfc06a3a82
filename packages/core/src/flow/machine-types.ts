import type { ResumableInquiryError } from '../errors.ts'
import type { FrameError } from '../frame/frame.ts'
import type { FinishedInquiryStatus, InquiryStatus, SessionReason } from '../wire/index.ts'
import type { FlowState, RecoveryCause } from './state.ts'

/** What the machine remembers beside its state. Only the state is public. */
export interface FlowContext {
  /** Names the work in hand. A result that carries another number belongs to an earlier run. */
  readonly run: number
  /** The inquiry that was asked for; none where the person's own is. */
  readonly ownInquiryId: string | undefined
  /** The inquiry that the back end answered with last, or the one asked for. */
  readonly inquiryId: string | undefined
  /** Why the next session is asked for: a recovery that failed is taken up where it stopped. */
  readonly reason: SessionReason
  readonly session: SessionFacts | undefined
  /** Frames loaded again since the person last made progress. */
  readonly reloads: number
  /** Sessions asked for in recovery since the person last made progress. */
  readonly recoveries: number
  readonly maxAttempts: number
  /** Sessions that the back end has given for this flow since it began or was retried. */
  readonly sessions: number
  /** Whether the person has seen the widget since the flow was last opened. */
  readonly seen: boolean
  /** First page that this frame showed: being on it is no progress. */
  readonly firstPage: string | undefined
  /** Whether the person is going on on another device. */
  readonly handoff: boolean
}

/** What the machine has to know of a session. The token is none of its business. */
export interface SessionFacts {
  /** Whether it was minted moments ago, seen from when its frame is booted. */
  readonly fresh: boolean
  /** When it dies, in milliseconds of the monotonic clock; `null` where nobody knows. */
  readonly expiresAt: number | null
  /** Whether it has no token, so that it is good for one frame only. */
  readonly unrestricted: boolean
}

/** The machine's whole value. */
export interface FlowValue {
  readonly state: FlowState
  readonly context: FlowContext
}

/** What happened. Times are milliseconds of the monotonic clock. */
export type FlowEvent =
  | { type: 'open'; maxAttempts: number }
  | { type: 'close' }
  | { type: 'leave' }
  | { type: 'retry' }
  | { type: 'stopped' }
  | { type: 'woke'; at: number; hiddenFor: number }
  | { type: 'online' }
  | { type: 'retry.due'; run: number }
  | {
      type: 'session.granted'
      run: number
      inquiryId: string
      session: SessionFacts
      /** Whether it came from memory rather than from the back end. */
      remembered: boolean
    }
  | {
      type: 'session.finished'
      run: number
      inquiryId: string
      status: FinishedInquiryStatus
      source: 'widget' | 'backend'
    }
  | { type: 'session.refused'; run: number; error: ResumableInquiryError }
  | { type: 'session.lapsed'; run: number }
  | { type: 'frame.ready'; run: number }
  | { type: 'frame.noticed'; run: number; name: string; page: string | undefined }
  | { type: 'frame.left'; run: number }
  | { type: 'frame.completed'; run: number; status: FinishedInquiryStatus; fields: unknown }
  | { type: 'frame.failed'; run: number; error: FrameError }
  | { type: 'frame.timed_out'; run: number }
  | { type: 'frame.refused'; run: number; error: ResumableInquiryError }
  | { type: 'summary.received'; run: number; status: InquiryStatus }

/** What is to be done, in this order. */
export type FlowEffect =
  | {
      type: 'session.request'
      run: number
      reason: SessionReason
      attempt: number
      /** Whether the flow has had all the sessions of its life: one that is remembered may be used. */
      isExhausted: boolean
    }
  | { type: 'session.finish'; status: FinishedInquiryStatus; source: 'widget' | 'backend' }
  | { type: 'frame.boot'; run: number }
  | { type: 'frame.open' }
  | { type: 'frame.destroy' }
  | { type: 'summary.request'; run: number }
  | { type: 'retry.schedule'; run: number; seconds: number }
  | { type: 'notify.ready' }
  | { type: 'notify.recover'; cause: RecoveryCause; attempt: number }
  | { type: 'notify.open_change' }
  | { type: 'notify.cancel' }
  | {
      type: 'notify.complete'
      status: FinishedInquiryStatus
      source: 'widget' | 'backend'
      fields: unknown
    }
  | { type: 'notify.error'; error: ResumableInquiryError }
  | { type: 'notify.inquiry_change'; inquiryId: string; previousInquiryId: string | undefined }

/** A step of the machine. */
export interface Transition {
  readonly value: FlowValue
  readonly effects: readonly FlowEffect[]
}
