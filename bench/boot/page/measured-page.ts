/** Milliseconds from mounting, or from the session's death, to each step. */
export interface Boot {
  /** The request for the session leaves the browser; missing where it was prepared. */
  readonly asked: number | undefined
  /** The frame's document is requested. */
  readonly frame: number
  /** The widget posts that it is ready. */
  readonly posted: number
  /** The widget is shown, and the host has been told. */
  readonly ready: number
}

export type Recovery = Boot

/** What the page gives the benchmark. */
export interface MeasuredPage {
  /** Mounts the contender closed, and waits until it is prepared. */
  prepare(): Promise<void>
  boot(): Promise<Boot>
  /** Lets the session die, and waits until the next widget is shown. */
  recover(): Promise<Recovery>
}

declare global {
  interface Window {
    measuredPage: MeasuredPage
  }
}
