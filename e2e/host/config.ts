import type { FlowBehavior } from '@resumable-inquiry/core'

/** The library of the modal dialog that the page shows the flow in. */
export type DialogKind = 'radix' | 'headless' | 'aria' | 'native'

/** Options of a scenario's page, in its address. */
export interface HostConfig {
  /** The person to sign in. */
  readonly person?: string
  readonly inquiryId?: string | undefined
  /** Whether React runs the page in StrictMode. */
  readonly strict?: boolean
  /** Whether the flow opens when the page is loaded. */
  readonly defaultOpen?: boolean
  /**
   * The interface that shows the flow. With `neither`, the scenario calls `makeFlow`; with `continue`,
   * the page offers to continue elsewhere instead.
   */
  readonly use?: 'component' | 'hook' | 'neither' | 'continue'
  /** The host's dialog around the flow, open from the start. @default none */
  readonly dialog?: DialogKind
  /** Whether the page counts the listeners on its window and document. */
  readonly countsListeners?: boolean
  /** Whether the page has a clock that a scenario can advance. */
  readonly clock?: boolean
  /** Options that JSON can express. */
  readonly options?: Omit<FlowBehavior, 'loadSdk'> & { readonly endpoint?: string }
}

/** One call of a callback, in the order of the calls. */
export interface Recorded {
  readonly name: string
  readonly payload: unknown
}
