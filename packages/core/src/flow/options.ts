import type { InquiryClient } from '../client/inquiry-client.ts'
import type { ResumableInquiryError } from '../errors.ts'
import type { LoadSdk } from '../frame/load-sdk.ts'
import type { WidgetOptions } from '../frame/widget-options.ts'
import type { FinishedInquiryStatus } from '../wire/inquiry-status.ts'
import type { FlowState, RecoveryCause } from './state.ts'

/** What the person's completion of the flow reports. It does not mean that they were approved. */
export interface Completion {
  inquiryId: string
  status: FinishedInquiryStatus
  /** What the person filled in, as Persona's widget reports it. */
  fields?: Record<string, unknown>
  /** Who reported it. Only the back end's word counts. */
  source: 'widget' | 'backend'
}

/** What a flow reports to its host. Always the latest function is called. */
export interface FlowCallbacks {
  /**
   * The flow has closed: the person canceled or finished, or it was stopped. Only called with `false`,
   * since only the host opens a flow.
   */
  onOpenChange?: ((open: boolean) => void) | undefined
  /** The person sees the widget. Called once for each opening. */
  onReady?: ((event: { inquiryId: string }) => void) | undefined
  /** The inquiry is finished, now or already before opening. */
  onComplete?: ((event: Completion) => void) | undefined
  /** The person canceled before the end. The id is missing where none was known yet. */
  onCancel?: ((event: { inquiryId: string | undefined }) => void) | undefined
  /** The flow cannot continue. */
  onError?: ((error: ResumableInquiryError) => void) | undefined
  /** Persona's own events, without tokens and fields. */
  onEvent?:
    | ((name: string, metadata: Readonly<Record<string, unknown>> | undefined) => void)
    | undefined
  /** A recovery has succeeded. */
  onRecover?:
    | ((event: { inquiryId: string; cause: RecoveryCause; attempt: number }) => void)
    | undefined
  /**
   * The state has changed. Called with each state, in order, but not with the `idle` of a flow that
   * will open again by itself: one that is unmounted, or whose container has left the document.
   */
  onStateChange?: ((state: FlowState) => void) | undefined
  /** The back end returned another inquiry than the requested one, or the person's own. */
  onInquiryChange?:
    | ((event: { inquiryId: string; previousInquiryId: string | undefined }) => void)
    | undefined
}

/** How a flow is shown. */
export type Presentation = 'modal' | 'inline'

/** How a flow behaves. A change takes effect at the next boot of a frame and restarts nothing. */
export interface FlowBehavior extends WidgetOptions {
  /**
   * How the flow is shown: in front of the page, or in a container of the host's own layout. A
   * change takes effect when the flow opens the next time. @default 'modal'
   */
  readonly presentation?: Presentation | undefined
  /** When a flow stops recovering. */
  readonly recovery?:
    | {
        /** Recoveries without progress by the person. @default 3 */
        readonly maxAttempts?: number | undefined
      }
    | undefined
  /** Milliseconds of waiting while the page is visible, retries included. */
  readonly timeouts?:
    | {
        /** For the session from the back end. @default 15_000 */
        readonly session?: number | undefined
        /** For the widget to become ready. @default 20_000 */
        readonly frame?: number | undefined
      }
    | undefined
  /**
   * Whether the browser is checked before a session is requested. In-app browsers and browsers without
   * a camera API end in the error `unsupported_browser`, and `retry()` goes past it. Turn it off where
   * the page is shown in a WebView of your own app.
   *
   * @default true
   */
  readonly browserCheck?: boolean | undefined
  /** Nonce of the page's Content-Security-Policy, where it allows only styles that have one. */
  readonly nonce?: string | undefined
  /**
   * Names of Persona's events that `onEvent` is called with. @default all but `click`, `form-update`
   * and `step-transitioning`, which Persona leaves out too.
   */
  readonly eventsAllowlist?: readonly string[] | 'all' | undefined
  /** Loads the SDK: a copy from elsewhere, or a fake in tests. @default the npm package */
  readonly loadSdk?: LoadSdk | undefined
}

/** What a flow is made of. */
export interface FlowOptions extends FlowBehavior, FlowCallbacks {
  readonly client: InquiryClient
  /** Left out: the back end starts or resumes the signed-in person's own inquiry. */
  readonly inquiryId?: string | undefined
  /** When the flow covers the page, or its container, with its overlay. @default 'recovery' */
  readonly overlay?: OverlayUse | undefined
  /** What the overlay says where the host shows nothing there. */
  readonly overlayTexts?: OverlayTexts | undefined
}

/** What the overlay shows. */
export type Cover = 'loading' | 'recovering' | 'error' | 'retryable_error'

/** Texts of the overlay. A button without a text is not shown. */
export interface OverlayTexts {
  readonly loading?: string | undefined
  readonly recovering?: string | undefined
  /** In place of either after eight seconds. */
  readonly stillLoading?: string | undefined
  /** Button that cancels while loading or recovering. */
  readonly cancel?: string | undefined
  /** For any error. */
  readonly failed?: string | undefined
  readonly retry?: string | undefined
  /** Button that closes an error. */
  readonly close?: string | undefined
}

/** Covers the page or the container only between two widgets, or also while loading and to show errors. */
export type OverlayUse = 'recovery' | 'always'
