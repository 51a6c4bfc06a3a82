import type { SdkLoader } from '../frame/load-sdk.ts'
import type { FinishedInquiryStatus } from '../wire/inquiry-status.ts'
import type { FlowEvent } from './machine-types.ts'
import type { FlowOptions } from './options.ts'
import type { Place } from './place.ts'
import type { FlowState } from './state.ts'

/** What a flow's runner works with. */
export interface FlowHost {
  /** The latest options. */
  readonly options: FlowOptions
  readonly state: FlowState
  readonly place: Place
  readonly sdk: SdkLoader
  /**
   * Sets the flow's state, and tells the host where it has changed.
   *
   * @param hasOtherInquiry whether the flow's inquiry has changed.
   */
  setState(state: FlowState, hasOtherInquiry?: boolean): void
}

/** An event from outside of the flow's work. */
export type OutsideEvent = Extract<
  FlowEvent,
  { type: 'close' | 'cancel' | 'retry' | 'handed_off' | 'stopped' | 'page.resumed' | 'page.online' }
>

/** What runs a flow: the machine, or what stands in for it until it is loaded. */
export interface FlowRunner {
  /** Returns the inquiry that the back end returned last, or the one that the host asked for. */
  getInquiryId(): string | undefined
  dispatch(event: OutsideEvent): void
  open(): void
  /** Loads the widget's assets, and the session on request. */
  prepare(options: { session: boolean }): void
  /** Ends a flow with an error whose inquiry was finished elsewhere. */
  finish(inquiryId: string, status: FinishedInquiryStatus): void
  /** Asks the widget to cancel, which may ask the person. Where it does not respond, the flow cancels. */
  requestCancel(): void
  /** Names in development what the widget that is loaded does not notice any more. */
  checkChanges(next: FlowOptions): void
  /** Drops what is under way. */
  abort(): void
}

/** What the session loader and the frame manager work with. */
export interface Runtime extends Omit<FlowHost, 'state' | 'setState'> {
  /** Aborted as soon as the flow moves on to another run. */
  readonly signal: AbortSignal
  /** Whether the person is continuing on another device. */
  readonly isHandedOff: boolean
  dispatch(event: FlowEvent): void
}
