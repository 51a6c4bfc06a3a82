import { now } from '../clock.ts'
import { createPageCover } from '../page/page-cover.ts'
import { attempt } from './attempt.ts'
import { initialValue, transition } from './machine.ts'
import type { FlowEffect, FlowEvent } from './machine-types.ts'
import { isNotification, type Notification, notifyHost } from './notify-host.ts'
import type { FlowOptions } from './options.ts'
import { createSessionSeeker } from './session-seeker.ts'
import { type FlowState, isActive } from './state.ts'
import { watchWake } from './watch-wake.ts'
import { createWidgetHolder } from './widget-holder.ts'
import { schedule, type Runtime } from './runtime.ts'

const defaultMaxAttempts = 3

/** One person's way through one inquiry, from opening to its end. */
export interface InquiryFlow {
  getState(): FlowState
  /** The inquiry that the back end answered with last, or the one asked for. */
  getInquiryId(): string | undefined
  /**
   * Element that covers the page between two widgets, where the host may show something of its own
   * in place of the default spinner, as long as it sets `data-content="custom"` there.
   */
  getPanel(): HTMLElement | undefined
  /** Is told when one of the three above has changed. Answers how to stop listening. */
  subscribe(listener: () => void): () => void
  /** Takes new options; they count from the next boot on, callbacks at once. */
  setOptions(options: FlowOptions): void
  /**
   * Starts to listen to the page and to the client, and opens the flow where `open()` was called
   * before, or where the flow was open when it was last unmounted. Does nothing while mounted.
   *
   * @returns a function that unmounts: the frame ends without a callback, the session is kept.
   */
  mount(): () => void
  /** Opens the flow, or lets it open as soon as it is mounted. While it is open, nothing. */
  open(): void
  /** The host closes the flow. Nobody is told that the person left. */
  close(): void
  /** The person leaves the flow by the host's interface rather than by the widget's. */
  leave(): void
  /** Starts over from an error; while open, says that the widget does not work. */
  retry(): void
  /** Brings what opening needs: the SDK and the widget's assets, and the session where asked for. */
  prepare(options?: { session?: boolean }): void
}

/** Makes a flow. It does nothing before it is mounted and opened. */
export function createInquiryFlow(initialOptions: FlowOptions): InquiryFlow {
  let options = initialOptions
  let value = initialValue(options.inquiryId)
  let running = new AbortController()
  let unmount: (() => void) | undefined
  /** The client's signal while the flow is to open at its next mount. */
  let opensWhileValid: AbortSignal | undefined
  let stopPreloading: (() => void) | undefined
  const listeners = new Set<() => void>()
  const queue: FlowEvent[] = []
  let isDraining = false

  /** Events that come while one is being dealt with wait until its effects are done. */
  const dispatch = (event: FlowEvent): void => {
    queue.push(event)
    if (isDraining) return
    isDraining = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) step(next)
    isDraining = false
  }

  const runtime: Runtime = {
    get options() {
      return options
    },
    get signal() {
      return running.signal
    },
    dispatch,
  }
  const seeker = createSessionSeeker(runtime)
  const widget = createWidgetHolder(runtime)
  const page = createPageCover(() => dispatch({ type: 'stopped' }))

  const step = (event: FlowEvent): void => {
    const previous = value
    const { value: next, effects } = transition(previous, event)
    value = next
    if (next.context.run !== previous.context.run) {
      running.abort()
      running = new AbortController()
    }
    const isNew = next.state !== previous.state
    const notifications = effects.filter(isNotification)
    const actions = effects.filter((effect) => !isNotification(effect))
    if (isNew) attempt(() => page.coverFor(next.state, options))
    for (const action of actions) attempt(() => run(action))
    if (isNew) {
      attempt(() => page.settleFor(next.state, options))
      for (const listener of listeners) attempt(listener)
      if (unmount !== undefined) attempt(() => options.onStateChange?.(next.state))
    }
    // The host is told last: it finds its page as it will stay.
    for (const notification of notifications) {
      attempt(() => notifyHost(options, notification, next.context.inquiryId))
    }
  }

  const run = (effect: Exclude<FlowEffect, Notification>): void => {
    const { inquiryId } = value.context
    switch (effect.type) {
      case 'session.request': {
        const opens = value.state.status === 'loading'
        widget.warmUp()
        seeker.seek({ ...effect, inquiryId, opens })
        break
      }
      case 'session.finish':
        if (inquiryId !== undefined) {
          options.client.finishInquiry(inquiryId, effect.status, effect.source)
        }
        break
      case 'frame.boot':
        if (seeker.grant !== undefined) widget.boot(effect.run, seeker.grant)
        break
      case 'frame.open':
        widget.settle()
        if (widget.frame !== undefined) page.open(widget.frame)
        break
      case 'frame.destroy':
        widget.destroy()
        break
      case 'summary.request':
        void requestSummary(effect.run)
        break
      case 'retry.schedule':
        schedule(
          runtime,
          () => dispatch({ type: 'retry.due', run: effect.run }),
          effect.seconds * 1000,
        )
    }
  }

  const requestSummary = async (id: number): Promise<void> => {
    const { inquiryId } = value.context
    if (inquiryId === undefined) return
    try {
      const { signal } = running
      const { status } = await options.client.fetchSummary(inquiryId, { signal })
      dispatch({ type: 'summary.received', run: id, status })
    } catch {
      // The status was asked for to learn of an end early. Without an answer nothing has changed.
    }
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (page.panel !== undefined || widget.isAskedToLeave) dispatch({ type: 'leave' })
    else if (value.state.status === 'open') widget.askToLeave()
  }

  const open = (): void => {
    dispatch({ type: 'open', maxAttempts: options.recovery?.maxAttempts ?? defaultMaxAttempts })
  }

  const start = (): (() => void) => {
    const listening = new AbortController()
    const { signal } = listening
    const stopWatching = watchWake({
      onWake: (hiddenFor) => dispatch({ type: 'woke', at: now(), hiddenFor }),
      onOnline: () => dispatch({ type: 'online' }),
    })
    const stopListening = options.client.onClear(() => {
      seeker.forget()
      dispatch({ type: 'stopped' })
    })
    document.addEventListener('keydown', onKeyDown, { signal })
    return () => {
      if (signal.aborted) return
      listening.abort()
      stopWatching()
      stopListening()
      stopPreloading?.()
      stopPreloading = undefined
      unmount = undefined
      // Activity and Fast Refresh unmount what they mount again.
      if (isActive(value.state) || value.state.status === 'error') {
        opensWhileValid = options.client.signal
      }
      dispatch({ type: 'close' })
      running.abort()
    }
  }

  return {
    getState: () => value.state,
    getInquiryId: () => value.context.inquiryId,
    getPanel: () => page.panel,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setOptions(next) {
      options = next
    },
    mount() {
      unmount ??= start()
      if (opensWhileValid?.aborted === false) open()
      opensWhileValid = undefined
      return unmount
    },
    open() {
      if (unmount === undefined) opensWhileValid = options.client.signal
      else open()
    },
    close() {
      opensWhileValid = undefined
      dispatch({ type: 'close' })
    },
    leave() {
      opensWhileValid = undefined
      dispatch({ type: 'leave' })
    },
    retry: () => dispatch({ type: 'retry' }),
    prepare({ session = false } = {}) {
      if (unmount === undefined) return
      stopPreloading ??= widget.preload()
      if (session) seeker.prepare(value.context.inquiryId)
    },
  }
}
