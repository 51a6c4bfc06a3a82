import type { ResumableInquiryError } from '../errors.ts'
import type { FinishedInquiryStatus } from '../wire/inquiry-status.ts'
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

/** What a frame reports. Nothing after `destroy()`. */
export interface FrameListener {
  onReady(): void
  onCanceled(metadata: { sessionToken: string | undefined }): void
  onCompleted(metadata: { status: FinishedInquiryStatus; fields: unknown }): void
  onFailed(error: FrameError): void
  /** The frame cannot be loaded: neither waiting nor retrying helps. */
  onRefused(error: ResumableInquiryError): void
  /** The browser has begun to load an inline widget again, since its iframe was moved. */
  onLost(): void
  onEvent(name: string, metadata: Record<string, unknown> | undefined): void
}

/** Our handle on one Persona widget, from its creation to its end. */
export interface Frame {
  /**
   * Shows the widget. A modal takes the focus; an inline widget gets it where the focus was in the
   * widget's box before.
   */
  open(options: { isAnimated: boolean }): void
  /** Asks the widget to cancel. It may ask the person to confirm. For a modal alone. */
  cancel?(): void
  /** Removes the widget and everything it left. Safe to call twice, and in any state of the DOM. */
  destroy(): void
}
