import type { CachedSession } from '../client/session-cache.ts'
import type { ResumableInquiryError } from '../errors.ts'
import type { FrameError } from '../frame/frame.ts'
import type { FinishedInquiryStatus, InquiryStatus } from '../wire/inquiry-status.ts'
import type { SessionReason } from '../wire/inquiry-session.ts'
import type { Cover, OverlayUse } from './options.ts'
import type { FlowState, RecoveryCause } from './state.ts'

/** What the machine remembers beside its state. Only the state is public. */
export interface FlowContext {
  /** Number of the current work. A result with another number belongs to an earlier run. */
  readonly run: number
  /** The inquiry that the back end returned last, or the one that the host asked for. */
  readonly inquiryId: string | undefined
  /** The person's own inquiry, where only its session was requested ahead of opening. */
  readonly preparedInquiryId: string | undefined
  /** Why the next session is requested: a failed recovery continues where it stopped. */
  readonly reason: SessionReason
  readonly session: FlowSession | undefined
  /** The session that has expired or is suspected, where `reason` says so. */
  readonly expiredSession: CachedSession | undefined
  /** Frames loaded again since the person last made progress. */
  readonly reloads: number
  /** Sessions requested by recoveries since the person last made progress. */
  readonly recoveries: number
  readonly maxAttempts: number
  readonly overlay: OverlayUse
  /** Sessions received from the back end since the flow began or was retried. */
  readonly sessions: number
  /** Whether the person has seen the widget since the flow was last opened. */
  readonly isSeen: boolean
  /** First page that this frame showed. Showing it again is no progress. */
  readonly firstPage: string | undefined
  /** Whether the person is continuing on another device. */
  readonly isHandedOff: boolean
  /** Whether the person goes on in a browser that the check has found to be unsupported. */
  readonly isBrowserAccepted: boolean
}

/** A session on its way from the loader to a frame. The machine reads its age and its kind. */
export interface FlowSession {
  /** Milliseconds of the monotonic clock, as below. */
  readonly obtainedAt: number
  /** `null` where the back end does not know. */
  readonly expiresAt: number | null
  /** Whether it has no token, so that it is good for one frame only. */
  readonly isTokenless: boolean
  /** What the frame is made of. The machine passes it on unread. */
  readonly cached: CachedSession
}

/** The machine's whole value. */
export interface FlowValue {
  readonly state: FlowState
  readonly context: FlowContext
}

/** What happened. Times are milliseconds of the monotonic clock. */
export type FlowEvent =
  | { type: 'open'; maxAttempts: number; overlay: OverlayUse; isSessionCached: boolean }
  | { type: 'close' }
  | { type: 'cancel' }
  | { type: 'retry' }
  /** The person continues on another device or in another browser, or comes back from there. */
  | { type: 'handed_off'; isHandedOff: boolean }
  /**
   * The person has signed out, or another flow has opened in front of the page. Only the inquiry that
   * the host asks for is kept.
   */
  | { type: 'stopped'; inquiryId: string | undefined }
  | { type: 'page.resumed'; at: number; hiddenFor: number }
  | { type: 'page.online' }
  | { type: 'retry.due'; run: number; isPageTaken: boolean }
  | { type: 'session.prepared'; inquiryId: string }
  | {
      type: 'session.received'
      run: number
      inquiryId: string
      session: FlowSession
      isFromCache: boolean
    }
  | {
      type: 'session.finished'
      run: number
      inquiryId: string
      status: FinishedInquiryStatus
      source: 'widget' | 'backend'
    }
  | { type: 'session.refused'; run: number; error: ResumableInquiryError }
  | { type: 'session.expired'; run: number }
  | { type: 'frame.ready'; run: number }
  | { type: 'frame.event'; run: number; name: string; page: string | undefined }
  | { type: 'frame.canceled'; run: number }
  | { type: 'frame.completed'; run: number; status: FinishedInquiryStatus; fields: unknown }
  | { type: 'frame.failed'; run: number; error: FrameError }
  | { type: 'frame.lost'; run: number }
  | { type: 'frame.timed_out'; run: number; at: number; error: ResumableInquiryError }
  | { type: 'frame.refused'; run: number; error: ResumableInquiryError }
  | { type: 'summary.received'; run: number; status: InquiryStatus }

/** What is to be done, in this order. */
export type FlowEffect =
  | {
      type: 'session.request'
      run: number
      reason: SessionReason
      attempt: number
      /** The inquiry whose cached session is good, and that a recovery is about. */
      inquiryId: string | undefined
      /** The session that a recovery replaces. */
      expiredSession: CachedSession | undefined
      /** Whether only a cached session may be used: the flow has had all the sessions of its life. */
      isCacheOnly: boolean
      /** Whether it is the first step of an opening. */
      isOpening: boolean
    }
  | {
      type: 'inquiry.finish'
      inquiryId: string | undefined
      status: FinishedInquiryStatus
      source: 'widget' | 'backend'
    }
  | { type: 'frame.boot'; run: number; session: CachedSession }
  | { type: 'frame.open' }
  | { type: 'frame.destroy' }
  /** Takes the place of this flow: the page for a modal, one at a time, or the container. */
  | { type: 'page.acquire' }
  /** Gives the place back, whatever is shown there. */
  | { type: 'page.release' }
  | { type: 'overlay.show'; cover: Cover }
  | { type: 'overlay.focus' }
  | { type: 'overlay.hide' }
  | { type: 'summary.request'; run: number; inquiryId: string | undefined }
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

/** One step of the machine. */
export interface Transition {
  readonly value: FlowValue
  readonly effects: readonly FlowEffect[]
}
