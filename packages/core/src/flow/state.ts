import type { ResumableInquiryError, ResumableInquiryErrorCode } from '../errors.ts'
import type { FinishedInquiryStatus } from '../wire/inquiry-status.ts'

/** What the flow is waiting for: the back end's session, or the widget. */
export type Phase = 'session' | 'frame'

/**
 * Why a recovery runs: the session has expired, by the widget's word or by its deadline; the session
 * is suspected; or the widget was lost and is loaded again with the same session.
 */
export type RecoveryCause = 'session_expired' | 'session_suspect' | 'frame_lost'

/** Before opening, and after closing or canceling. The session stays cached. */
export interface IdleState {
  readonly status: 'idle'
}

/** The flow is being opened. */
export interface LoadingState {
  readonly status: 'loading'
  readonly phase: Phase
}

/** The person is in the flow. */
export interface OpenState {
  readonly status: 'open'
}

/** The flow is being resumed, behind one overlay from start to end. */
export interface RecoveringState {
  readonly status: 'recovering'
  readonly phase: Phase
  readonly cause: RecoveryCause
  /** Counts from 1, and starts over once the person makes progress. */
  readonly attempt: number
}

/** Nothing is left for the person to do. `source` says who reported it; only the back end decides. */
export interface FinishedState {
  readonly status: 'finished'
  readonly inquiryStatus: FinishedInquiryStatus
  readonly source: 'widget' | 'backend'
}

/** The flow cannot continue. Left by `retry()` where `error.retryable`, or by closing. */
export interface ErrorState {
  readonly status: 'error'
  readonly error: ResumableInquiryError
}

/** State of a flow. */
export type FlowState =
  | IdleState
  | LoadingState
  | OpenState
  | RecoveringState
  | FinishedState
  | ErrorState

/** The flow is not open. */
export const idle: IdleState = { status: 'idle' }

/** The flow has begun to open. */
export const loadingSession: LoadingState = { status: 'loading', phase: 'session' }

/** Name of a state. */
export type FlowStatus = FlowState['status']

/** Whether the flow is open or about to be. */
export function isActive({ status }: FlowState): boolean {
  return status === 'loading' || status === 'open' || status === 'recovering'
}

/** Whether the person has the flow in front of them, or an error of it. */
export function isShown(state: FlowState): boolean {
  return isActive(state) || state.status === 'error'
}

/** Whether an error may be over when the page is online or visible again. */
export function mayHavePassed(state: FlowState): boolean {
  return state.status === 'error' && passingErrors.has(state.error.code)
}

const passingErrors: ReadonlySet<ResumableInquiryErrorCode> = new Set([
  'offline',
  'persona_unavailable',
  'widget_unreachable',
])
