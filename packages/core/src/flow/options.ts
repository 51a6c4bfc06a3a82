import type { InquiryClient } from '../client/inquiry-client.ts'
import type { ResumableInquiryError } from '../errors.ts'
import type { WidgetOptions } from '../frame/widget-options.ts'
import type { LoadSdk } from '../frame/load-sdk.ts'
import type { FinishedInquiryStatus } from '../wire/index.ts'
import type { FlowState, RecoveryCause } from './state.ts'

/** What a person's completion of the flow tells. It does not mean that they were approved. */
export interface Completion {
  inquiryId: string
  status: FinishedInquiryStatus
  /** What the person filled in, as Persona's widget hands it over. */
  fields?: Record<string, unknown>
  /** Who said so; only the back end's word counts. */
  source: 'widget' | 'backend'
}

/** What a flow tells its host. The latest function given is the one that is called. */
export interface FlowCallbacks {
  /** The person, or the end of the flow, has closed it. */
  onOpenChange?: ((open: boolean) => void) | undefined
  /** The widget is in front of the person. Called once for each opening. */
  onReady?: ((event: { inquiryId: string }) => void) | undefined
  /** The person is done, or was already. */
  onComplete?: ((event: Completion) => void) | undefined
  /** The person has left before the end. The id is missing where none was known yet. */
  onCancel?: ((event: { inquiryId: string | undefined }) => void) | undefined
  /** Something went wrong that the flow could not mend. */
  onError?: ((error: ResumableInquiryError) => void) | undefined
  /** Persona's own events, without tokens and fields. */
  onEvent?:
    | ((name: string, metadata: Readonly<Record<string, unknown>> | undefined) => void)
    | undefined
  /** The flow was brought back. */
  onRecover?:
    | ((event: { inquiryId: string; cause: RecoveryCause; attempt: number }) => void)
    | undefined
  onStateChange?: ((state: FlowState) => void) | undefined
  /** The back end has answered with another inquiry than was asked for, or with the person's own. */
  onInquiryChange?:
    | ((event: { inquiryId: string; previousInquiryId: string | undefined }) => void)
    | undefined
}

/** How a flow behaves. A change takes effect at the next boot of a frame and restarts nothing. */
export interface FlowBehavior extends WidgetOptions {
  /** How the widget is shown. @default 'modal' */
  readonly presentation?: 'modal' | undefined
  readonly recovery?:
    | {
        /** Sessions asked for without the person making progress. @default 3 */
        readonly maxAttempts?: number | undefined
      }
    | undefined
  /** Milliseconds of waiting, repetitions included, while the page is visible. */
  readonly timeouts?:
    | {
        /** For the back end's session. @default 15_000 */
        readonly session?: number | undefined
        /** For the widget to become ready. @default 20_000 */
        readonly frame?: number | undefined
      }
    | undefined
  /** Nonce of the page's Content-Security-Policy, where it allows only styles that have one. */
  readonly nonce?: string | undefined
  /**
   * Names of Persona's events that `onEvent` is called with. @default all but `click`, `form-update`
   * and `step-transitioning`, which Persona leaves out too.
   */
  readonly eventsAllowlist?: readonly string[] | 'all' | undefined
  /** Brings the SDK: a copy from elsewhere, or a stand-in for tests. @default the npm package */
  readonly loadSdk?: LoadSdk | undefined
}

/** What a flow is made of. */
export interface FlowOptions extends FlowBehavior, FlowCallbacks {
  readonly client: InquiryClient
  /** Left out: the back end starts or resumes the signed-in person's own inquiry. */
  readonly inquiryId?: string | undefined
  /**
   * When the flow covers the page with a surface of its own: only between two widgets, or also
   * while loading and to show errors. @default 'recovery'
   */
  readonly cover?: 'recovery' | 'always' | undefined
  /** What the surface says between two widgets, where nothing else is shown on it. */
  readonly recoveringMessage?: string | undefined
}
