import type { ResumableInquiryError } from '../errors.ts'
import type { FinishedInquiryStatus } from '../wire/index.ts'
import type { WidgetOptions } from './widget-options.ts'

/** An error as the SDK's `onError` reports it. */
export interface FrameError {
  readonly status: number
  readonly code: string
}

/** What a frame is made of. */
export interface FrameRequest {
  readonly inquiryId: string
  readonly sessionToken: string | null
  readonly widget: WidgetOptions
  /** Nonce of the page's Content-Security-Policy, for the SDK's style elements. */
  readonly nonce: string | undefined
}

/** What a frame tells. Nothing is told after `destroy()`. */
export interface FrameListener {
  onReady(): void
  onLeft(metadata: { sessionToken: string | undefined }): void
  onCompleted(metadata: { status: FinishedInquiryStatus; fields: unknown }): void
  onFailed(error: FrameError): void
  /** Loading the frame is impossible: no waiting and no repeating helps. */
  onRefused(error: ResumableInquiryError): void
  onEvent(name: string, metadata: Record<string, unknown> | undefined): void
}

/** One living Persona widget: made from a session, shown, destroyed. */
export interface Frame {
  /** What stands in the page's body. */
  readonly element: HTMLElement
  /** Shows it and puts the focus into it. */
  open(options: { animated: boolean }): void
  /** Asks the widget to leave; it may ask the person to confirm. */
  leave(): void
  /** Removes every trace of it. Safe to call twice, and in any state of the DOM. */
  destroy(): void
}
