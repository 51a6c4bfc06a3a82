import type { FlowBehavior } from '@resumable-inquiry/core'

/** Whose modal dialog the page shows the flow in. */
export type DialogKind = 'radix' | 'headless' | 'aria' | 'native'

/** What a scenario's page is told, through its address. */
export interface HostConfig {
  /** Who is signed in from then on. */
  readonly person?: string
  readonly inquiryId?: string | undefined
  /** Whether React runs the page in StrictMode. */
  readonly strict?: boolean
  /** Whether the flow opens with the page. */
  readonly defaultOpen?: boolean
  /** Which of the two interfaces shows the flow. With neither, the page makes flows by hand. */
  readonly use?: 'component' | 'hook' | 'neither'
  /** A dialog of the host's around the flow, open from the start. Without one, the page itself. */
  readonly dialog?: DialogKind
  /** Whether the page counts the listeners on its window and document. */
  readonly countsListeners?: boolean
  /** Whether the page has a clock that a scenario can move forward. */
  readonly clock?: boolean
  /** Options that are data. Functions cannot travel in an address. */
  readonly options?: Omit<FlowBehavior, 'loadSdk'> & { readonly endpoint?: string }
}

/** One call of a callback, in the order of the calls. */
export interface Recorded {
  readonly name: string
  readonly payload: unknown
}
