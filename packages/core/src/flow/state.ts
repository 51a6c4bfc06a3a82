import type { ResumableInquiryError } from '../errors.ts'
import type { FinishedInquiryStatus } from '../wire/index.ts'

/** What is being waited for: the back end's session, or the widget. */
export type Phase = 'session' | 'frame'

/**
 * Why a recovery runs: the widget said that its session has died or its deadline has passed; the
 * session is suspected; or the widget was lost and is loaded again with the same session.
 */
export type RecoveryCause = 'session_expired' | 'session_suspect' | 'frame_lost'

/** Before opening and after leaving; the session is kept. */
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

/** The flow is being brought back; one continuous surface for the person. */
export interface RecoveringState {
  readonly status: 'recovering'
  readonly phase: Phase
  readonly cause: RecoveryCause
  /** Counts from 1, and anew once the person makes progress. */
  readonly attempt: number
}

/** Nothing is left for the person to do. `source` tells who said so; only the back end's word counts. */
export interface FinishedState {
  readonly status: 'finished'
  readonly inquiryStatus: FinishedInquiryStatus
  readonly source: 'widget' | 'backend'
}

/** Our own trouble. Left by `retry()` where `error.retryable`, or by closing. */
export interface ErrorState {
  readonly status: 'error'
  readonly error: ResumableInquiryError
}

/** Where a flow stands. */
export type FlowState =
  | IdleState
  | LoadingState
  | OpenState
  | RecoveringState
  | FinishedState
  | ErrorState

/** The names of the states. */
export type FlowStatus = FlowState['status']

/** Whether the flow is on its way to the person or with them. */
export function isActive({ status }: FlowState): boolean {
  return status === 'loading' || status === 'open' || status === 'recovering'
}
