import { type Deadline, now, startDeadline } from '../deadline.ts'
import type { ResumableInquiryError } from '../errors.ts'
import { createInlineBox, type InlineBox, onceConnected } from '../frame/inline-box.ts'
import { createInlineOverlay } from '../overlay/inline-overlay.ts'
import { createModalOverlay } from '../overlay/modal-overlay.ts'
import type { Overlay } from '../overlay/overlay.ts'
import { setPanelText } from '../overlay/panel.ts'
import { createFrameManager } from './frame-manager.ts'
import { transition } from './machine.ts'
import { type FlowEffect, type FlowEvent, initialValue } from './machine-types.ts'
import { isNotification, type Notification, notifyHost } from './notify-host.ts'
import {
  findInvalidOption,
  getRecoveringMessage,
  getStillLoadingMessage,
  type FlowOptions,
  warnOfLateChanges,
} from './options.ts'
import { watchPage } from './page-lifecycle.ts'
import { defaultMaxAttempts, longWait } from './policy.ts'
import { attempt, oneAfterAnother, type Runtime, schedule } from './runtime.ts'
import { createSessionLoader } from './session-loader.ts'
import { type FlowState, isShown } from './state.ts'
import { findUnsupportedBrowser } from './unsupported-browser.ts'

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
  /** Replaces the options. They count from the next boot on, callbacks at once. */
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
  let invalidOption = findInvalidOption(options)
  let value = initialValue(options.inquiryId)
  /** The options that the widget was loaded with, while there is one. */
  let loadedOptions: FlowOptions | undefined
  let running = new AbortController()
  let unmount: (() => void) | undefined
  /** The client's signal while the flow is to open once it is mounted, or has a container again. */
  let opensWhileValid: AbortSignal | undefined
  let isSuspending = false
  /** What to prepare at the next mount. */
  let preparesAtMount: { session: boolean } | undefined
  let stopPreloading: (() => void) | undefined
  let container: HTMLElement | null = null
  /** What the flow is shown with, while it is: an overlay, and a box for an inline flow. */
  let overlay: Overlay | undefined
  let box: InlineBox | undefined
  /** Runs while the overlay covers a recovery. */
  let wait: Deadline | undefined
  const listeners = new Set<() => void>()
  const dispatch = oneAfterAnother((event: FlowEvent) => step(event))
  const runtime: Runtime = {
    get options() {
      return options
    },
    get signal() {
      return running.signal
    },
    get box() {
      return box
    },
    get isHandedOff() {
      return value.context.isHandedOff
    },
    dispatch,
  }
  const loader = createSessionLoader(runtime)
  const frames = createFrameManager(runtime, () => overlay?.prepareFrame(options) ?? document.body)

  const step = (event: FlowEvent): void => {
    const previous = value
    const { value: next, effects } = transition(previous, event)
    value = next
    if (next.context.run !== previous.context.run) {
      running.abort()
      running = new AbortController()
    }
    for (const effect of effects) {
      if (!isNotification(effect)) attempt(() => run(effect))
    }
    if (next.state !== previous.state) {
      for (const listener of listeners) attempt(listener)
      if (unmount !== undefined && !isSuspending) {
        attempt(() => options.onStateChange?.(next.state))
      }
    }
    // The host is called last, and finds its page as it will stay.
    for (const effect of effects) {
      if (isNotification(effect)) {
        attempt(() => notifyHost(options, effect, next.context.inquiryId))
      }
    }
  }

  const run = (effect: Exclude<FlowEffect, Notification>): void => {
    switch (effect.type) {
      case 'session.request': {
        const error = invalidOption ?? (effect.isOpening ? checkBrowser() : undefined)
        if (error === undefined) {
          loader.load(effect, frames.warmUp)
          schedule(runtime, frames.warmUp, 0)
        } else {
          // A component that mounts twice in a row, as in StrictMode, reports it once.
          const refuse = () => dispatch({ type: 'session.refused', run: effect.run, error })
          schedule(runtime, refuse, 0)
        }
        break
      }
      case 'inquiry.finish':
        if (effect.inquiryId !== undefined) {
          options.client.finishInquiry(effect.inquiryId, effect.status, effect.source)
        }
        break
      case 'frame.boot':
        if (invalidOption === undefined) {
          loadedOptions = options
          frames.boot(effect.run, effect.session)
        } else dispatch({ type: 'frame.refused', run: effect.run, error: invalidOption })
        break
      case 'frame.open':
        frames.settle()
        if (frames.frame !== undefined) {
          overlay?.lock(options)
          frames.frame.open({ isAnimated: overlay?.element === undefined })
        }
        break
      case 'frame.destroy':
        frames.destroy()
        loadedOptions = undefined
        break
      case 'page.acquire':
        if (overlay === undefined) acquirePage()
        break
      case 'page.release':
        endWait()
        overlay?.release()
        box?.remove()
        overlay = box = undefined
        break
      case 'overlay.show':
        overlay?.show(options, {
          text: effect.content === 'recovering' ? getRecoveringMessage(options) : '',
          isWaiting: effect.content !== 'error',
        })
        if (effect.content === 'recovering') wait ??= startDeadline(longWait, showStillLoading)
        else endWait()
        break
      case 'overlay.focus':
        overlay?.focus()
        break
      case 'overlay.hide':
        endWait()
        overlay?.hide()
        break
      case 'summary.request':
        void requestSummary(effect)
        break
      case 'retry.schedule': {
        const retry = () => dispatch({ type: 'retry.due', run: effect.run })
        schedule(runtime, retry, effect.seconds * 1000)
      }
    }
  }

  const acquirePage = (): void => {
    if (options.presentation === 'inline') {
      box = createInlineBox(() => container, suspend)
      overlay = createInlineOverlay(box)
    } else {
      overlay = createModalOverlay({
        onCloseRequest: requestCancel,
        onAction: (action) => dispatch({ type: action === 'retry' ? 'retry' : 'cancel' }),
        onReplaced: () => dispatch({ type: 'stopped' }),
      })
    }
  }

  /** Asks the widget to cancel, which may ask the person. Where it does not respond, the flow cancels. */
  const requestCancel = (): void => {
    if (overlay?.element !== undefined || frames.isCancelRequested) dispatch({ type: 'cancel' })
    else frames.requestCancel()
  }

  const checkBrowser = (): ResumableInquiryError | undefined =>
    options.browserCheck === false || value.context.isBrowserAccepted
      ? undefined
      : findUnsupportedBrowser()

  const showStillLoading = (): void => {
    if (overlay?.element) setPanelText(overlay.element, getStillLoadingMessage(options))
  }

  const endWait = (): void => {
    wait?.stop()
    wait = undefined
  }

  const requestSummary = async ({
    run: id,
    inquiryId,
  }: Extract<FlowEffect, { type: 'summary.request' }>): Promise<void> => {
    if (inquiryId === undefined) return
    try {
      const { signal } = running
      const { status } = await options.client.fetchSummary(inquiryId, { signal })
      dispatch({ type: 'summary.received', run: id, status })
    } catch {
      // Best effort: without an answer the flow stays as it is.
    }
  }

  const open = (): void => {
    opensWhileValid = undefined
    const { recovery, overlay: use = 'recovery' } = options
    const maxAttempts = recovery?.maxAttempts ?? defaultMaxAttempts
    const { inquiryId, preparedInquiryId } = value.context
    const isSessionCached = loader.isCached(inquiryId ?? preparedInquiryId)
    dispatch({ type: 'open', maxAttempts, overlay: use, isSessionCached })
  }

  /** Ends the frame without a callback, as of a flow that will be shown again. */
  const suspend = (): void => {
    // Activity and Fast Refresh mount again what they unmount. A container may come back.
    if (isShown(value.state)) opensWhileValid = options.client.signal
    isSuspending = true
    dispatch({ type: 'close' })
    isSuspending = false
    if (container !== null) onceConnected(container, running.signal, openAgain)
  }

  const openAgain = (): void => {
    if (unmount !== undefined && opensWhileValid?.aborted === false) open()
  }

  const prepare = ({ session }: { session: boolean }): void => {
    // Opening reports either.
    if (invalidOption !== undefined || checkBrowser() !== undefined) return
    const { inquiryId, preparedInquiryId } = value.context
    if (session) loader.prepare(inquiryId ?? preparedInquiryId)
    stopPreloading ??= frames.preload()
  }

  const start = (): (() => void) => {
    let isMounted = true
    const stopWatching = watchPage({
      onResume: (hiddenFor) => dispatch({ type: 'page.resumed', at: now(), hiddenFor }),
      onOnline: () => dispatch({ type: 'page.online' }),
    })
    const stopListening = options.client.onClear(() => dispatch({ type: 'stopped' }))
    return () => {
      if (!isMounted) return
      isMounted = false
      stopWatching()
      stopListening()
      stopPreloading?.()
      stopPreloading = undefined
      unmount = undefined
      suspend()
      running.abort()
    }
  }

  return {
    getState: () => value.state,
    getInquiryId: () => value.context.inquiryId,
    getOverlayElement: () => overlay?.element,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setOptions(next) {
      if (loadedOptions !== undefined) warnOfLateChanges(loadedOptions, next)
      options = next
      invalidOption = findInvalidOption(next)
    },
    mount() {
      unmount ??= start()
      if (preparesAtMount !== undefined) prepare(preparesAtMount)
      preparesAtMount = undefined
      openAgain()
      return unmount
    },
    setContainer(next) {
      container = next
      // React passes null before another element, and where a Suspense fallback hides this one.
      queueMicrotask(() => {
        if (box !== undefined) box.place()
        else if (container?.isConnected === true) openAgain()
      })
    },
    open() {
      if (unmount === undefined) opensWhileValid = options.client.signal
      else open()
    },
    close() {
      opensWhileValid = undefined
      dispatch({ type: 'close' })
    },
    cancel() {
      opensWhileValid = undefined
      dispatch({ type: 'cancel' })
    },
    retry: () => dispatch({ type: 'retry' }),
    prepare({ session = false } = {}) {
      if (unmount !== undefined) prepare({ session })
      else preparesAtMount = { session: session || preparesAtMount?.session === true }
    },
  }
}
