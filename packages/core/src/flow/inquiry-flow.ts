import { now } from '../deadline.ts'
import { attempt } from '../errors.ts'
import { onceConnected } from '../overlay/inline-overlay.ts'
import { createSdkLoader } from '../frame/load-sdk.ts'
import type { FinishedInquiryStatus } from '../wire/inquiry-status.ts'
import { createFirstOpening } from './first-opening.ts'
import type { FlowOptions } from './options.ts'
import { watchPage } from './page-lifecycle.ts'
import { createPlace } from './place.ts'
import type { FlowHost, FlowRunner, OutsideEvent } from './runtime.ts'
import { type FlowState, idle, isShown } from './state.ts'

/** One person's way through one inquiry, from opening to its end. */
export interface InquiryFlow {
  getState(): FlowState
  /** Returns the inquiry that the back end returned last, or the one that the host asked for. */
  getInquiryId(): string | undefined
  /**
   * Returns the element that covers the page, or an inline widget's place, between two widgets. The
   * host may show something of its own there in place of the default spinner, as long as it sets
   * `data-content="custom"` on it.
   */
  getOverlayElement(): HTMLElement | undefined
  /** Calls a listener when one of the three above has changed. Returns an unsubscribe function. */
  subscribe(listener: () => void): () => void
  /**
   * Replaces the options. They count from the next boot on, callbacks at once. A flow keeps its client
   * and its inquiry: for another one, create another flow. Passing the id that the flow has reported is
   * no change.
   */
  setOptions(options: FlowOptions): void
  /**
   * Starts to listen to the page and to the client, and opens the flow where `open()` was called
   * before, or where the flow was open when it was last unmounted. Does nothing while mounted.
   *
   * @returns a function that unmounts: the frame ends without a callback, the session stays cached.
   */
  mount(): () => void
  /**
   * Sets the element that an inline flow is shown in, which may come after opening. Another element
   * moves an open flow with its session. Where the element leaves the document, the frame ends without
   * a callback, and the flow opens again with the next one. An element that stays in the document
   * keeps its flow, even if `null` is set. A modal ignores it.
   */
  setContainer(container: HTMLElement | null): void
  /** Opens the flow, or lets it open as soon as it is mounted. Does nothing while it is open. */
  open(): void
  /** Closes the flow for the host. `onCancel` is not called. */
  close(): void
  /** Cancels the flow for the person, as the widget's own button does. */
  cancel(): void
  /**
   * Records that the person continues on another device or in another browser, with an error behind
   * them, or does so no more. Meanwhile leaving does not call `onCancel`, and nothing is retried.
   */
  handOff(isHandedOff: boolean): void
  /** Finishes a flow with an error, whose inquiry the person has finished elsewhere. */
  finish(inquiryId: string, status: FinishedInquiryStatus): void
  /** Starts over from an error; while open, treats the session as one that does not work. */
  retry(): void
  /**
   * Loads what opening needs, now or as soon as the flow is mounted: the SDK and the widget's assets,
   * and the session on request.
   */
  prepare(options?: { session?: boolean }): void
}

/** Creates a flow. It does nothing before it is mounted and opened. */
export function createInquiryFlow(initialOptions: FlowOptions): InquiryFlow {
  let options = initialOptions
  let state: FlowState = idle
  let unmount: (() => void) | undefined
  /** The client's signal while the flow is to open once it is mounted, or has a container again. */
  let opensWhileValid: AbortSignal | undefined
  /** The client's signal at the last unmount. */
  let validUntilMounted: AbortSignal | undefined
  let isSuspending = false
  /** What to prepare at the next mount. */
  let preparesAtMount: { session: boolean } | undefined
  let container: HTMLElement | null = null
  let awaitingContainer = new AbortController()
  const listeners = new Set<() => void>()
  const place = createPlace(
    () => options,
    () => container,
    {
      onCloseRequest: () => runner.requestCancel(),
      onAction: (action) => runner.dispatch({ type: action === 'retry' ? 'retry' : 'cancel' }),
      onReplaced: () => stop(),
      onContainerRemoved: () => suspend(),
    },
  )
  const host: FlowHost = {
    get options() {
      return options
    },
    get state() {
      return state
    },
    place,
    sdk: createSdkLoader(),
    setState(next, hasOtherInquiry) {
      const isOther = next !== state
      state = next
      if (isOther || hasOtherInquiry) for (const listener of listeners) attempt(listener)
      if (isOther && unmount !== undefined && !isSuspending)
        attempt(() => options.onStateChange?.(next))
    },
  }
  let runner: FlowRunner = createFirstOpening(host, (machine) => {
    runner = machine
  })

  const open = (): void => {
    opensWhileValid = undefined
    awaitingContainer.abort()
    runner.open()
  }

  const stop = (): void => {
    runner.dispatch({ type: 'stopped', inquiryId: options.inquiryId })
  }

  /** Ends the frame without a callback, as of a flow that will be shown again. */
  const suspend = (): void => {
    // Activity and Fast Refresh mount again what they unmount. A container may come back.
    if (isShown(state)) opensWhileValid = options.client.signal
    isSuspending = true
    runner.dispatch({ type: 'close' })
    isSuspending = false
    awaitingContainer = new AbortController()
    if (container !== null) onceConnected(container, awaitingContainer.signal, openAgain)
  }

  const openAgain = (): void => {
    if (unmount !== undefined && opensWhileValid?.aborted === false) open()
  }

  /** Nothing that happens by itself takes the page from another flow. */
  const onPageEvent = (event: OutsideEvent): void => {
    if (!place.isTaken) runner.dispatch(event)
  }

  const start = (): (() => void) => {
    let isMounted = true
    // The person has signed out meanwhile.
    if (validUntilMounted?.aborted) stop()
    const stopWatching = watchPage({
      onResume: (hiddenFor) => onPageEvent({ type: 'page.resumed', at: now(), hiddenFor }),
      onOnline: () => onPageEvent({ type: 'page.online' }),
    })
    const stopListening = options.client.onClear(stop)
    return () => {
      if (!isMounted) return
      isMounted = false
      stopWatching()
      stopListening()
      unmount = undefined
      validUntilMounted = options.client.signal
      suspend()
      awaitingContainer.abort()
      runner.abort()
    }
  }

  return {
    getState: () => state,
    getInquiryId: () => runner.getInquiryId(),
    getOverlayElement: () => place.overlay?.element,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setOptions(next) {
      runner.checkChanges(next)
      options = next
    },
    mount() {
      unmount ??= start()
      if (preparesAtMount !== undefined) runner.prepare(preparesAtMount)
      preparesAtMount = undefined
      openAgain()
      return unmount
    },
    setContainer(next) {
      container = next
      // React passes null before another element, and where a Suspense fallback hides this one.
      queueMicrotask(() => {
        if (place.box !== undefined) place.box.place()
        else if (container?.isConnected === true) openAgain()
      })
    },
    open() {
      if (unmount === undefined) opensWhileValid = options.client.signal
      else open()
    },
    close() {
      opensWhileValid = undefined
      runner.dispatch({ type: 'close' })
    },
    cancel() {
      opensWhileValid = undefined
      runner.dispatch({ type: 'cancel' })
    },
    handOff: (isHandedOff) => runner.dispatch({ type: 'handed_off', isHandedOff }),
    finish: (inquiryId, status) => runner.finish(inquiryId, status),
    retry: () => runner.dispatch({ type: 'retry' }),
    prepare({ session = false } = {}) {
      if (unmount !== undefined) runner.prepare({ session })
      else preparesAtMount = { session: session || preparesAtMount?.session === true }
    },
  }
}
