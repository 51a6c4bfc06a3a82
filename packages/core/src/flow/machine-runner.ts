import type { CachedSession } from '../client/session-cache.ts'
import { warnOnce } from '../development.ts'
import { attempt, type ResumableInquiryError } from '../errors.ts'
import { widgetOptionNames } from '../frame/client-options.ts'
import { createDialogGuard } from '../overlay/dialog-guard.ts'
import { createFrameManager } from './frame-manager.ts'
import { describeInvalidOption, describeUnsupportedBrowser } from './failures.ts'
import { transition } from './machine.ts'
import { initialValue } from './machine-context.ts'
import type { FlowEffect, FlowEvent } from './machine-types.ts'
import { isNotification, type Notification, notifyHost } from './notify-host.ts'
import { findInvalidOption, findUnsupportedBrowser } from './opening-checks.ts'
import type { FlowOptions } from './options.ts'
import { defaultMaxAttempts, maxTimerDelay } from './policy.ts'
import type { FlowHost, FlowRunner, Runtime } from './runtime.ts'
import { createSessionLoader } from './session-loader.ts'

/** The machine of one flow, and what its effects do. */
export interface MachineRunner extends FlowRunner {
  dispatch(event: FlowEvent): void
  /** @param requested is the session that was requested before there was a machine, as below. */
  open(requested?: Promise<CachedSession>): void
  prepare(options: { session: boolean }, requested?: Promise<CachedSession>): void
}

/** Creates the machine of a flow, which is idle. */
export function createMachineRunner(host: FlowHost): MachineRunner {
  let value = initialValue(host.options.inquiryId)
  /** The options that the widget was loaded with, while there is one. */
  let loadedOptions: FlowOptions | undefined
  let running = new AbortController()
  /** The session that the next opening is to use. */
  let requestedSession: Promise<CachedSession> | undefined
  let stopPreloading: (() => void) | undefined
  const { place, sdk } = host
  const dispatch = oneAfterAnother((event: FlowEvent) => step(event))
  const runtime: Runtime = {
    get options() {
      return host.options
    },
    get signal() {
      return running.signal
    },
    get isHandedOff() {
      return value.context.isHandedOff
    },
    place,
    sdk,
    dispatch,
  }
  const loader = createSessionLoader(runtime)
  const frames = createFrameManager(runtime)

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
    host.setState(next.state, next.context.inquiryId !== previous.context.inquiryId)
    // The host is called last, and finds its page as it will stay.
    for (const effect of effects) {
      if (isNotification(effect)) {
        attempt(() => notifyHost(host.options, effect, next.context.inquiryId))
      }
    }
  }

  const run = (effect: Exclude<FlowEffect, Notification>): void => {
    switch (effect.type) {
      case 'session.request': {
        const error = findInvalidSetting(effect.isOpening)
        const requested = requestedSession
        requestedSession = undefined
        if (error === undefined) {
          loader.load(effect, frames.warmUp, requested)
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
          host.options.client.finishInquiry(effect.inquiryId, effect.status, effect.source)
        }
        break
      case 'frame.boot': {
        const error = findInvalidSetting(false)
        if (error === undefined) {
          loadedOptions = host.options
          frames.boot(effect.run, effect.session)
        } else dispatch({ type: 'frame.refused', run: effect.run, error })
        break
      }
      case 'frame.open':
        frames.settle()
        if (frames.frame !== undefined) {
          place.overlay?.lock(host.options)
          frames.frame.open({ isAnimated: place.overlay?.element === undefined })
        }
        break
      case 'frame.destroy':
        frames.destroy()
        loadedOptions = undefined
        break
      case 'page.acquire':
        place.acquire()
        place.overlay?.guard?.(createDialogGuard)
        break
      case 'page.release':
        place.release()
        break
      case 'overlay.show':
        place.cover(effect.cover)
        break
      case 'overlay.focus':
        place.overlay?.focus()
        break
      case 'overlay.hide':
        place.uncover()
        break
      case 'summary.request':
        void requestSummary(effect)
        break
      case 'retry.schedule': {
        const retry = () =>
          dispatch({ type: 'retry.due', run: effect.run, isPageTaken: place.isTaken })
        schedule(runtime, retry, effect.seconds * 1000)
      }
    }
  }

  /** Returns the error for options, or a browser, with which no flow can run. */
  const findInvalidSetting = (isOpening: boolean): ResumableInquiryError | undefined => {
    const { options } = host
    const name = findInvalidOption(options)
    if (name !== undefined) return describeInvalidOption(name, options)
    if (!isOpening || options.browserCheck === false || value.context.isBrowserAccepted) {
      return undefined
    }
    const finding = findUnsupportedBrowser()
    return finding && describeUnsupportedBrowser(finding)
  }

  const requestSummary = async ({
    run: id,
    inquiryId,
  }: Extract<FlowEffect, { type: 'summary.request' }>): Promise<void> => {
    if (inquiryId === undefined) return
    try {
      const { signal } = running
      const { status } = await host.options.client.fetchSummary(inquiryId, { signal })
      dispatch({ type: 'summary.received', run: id, status })
    } catch {
      // Best effort: without an answer the flow stays as it is.
    }
  }

  return {
    getInquiryId: () => value.context.inquiryId,
    dispatch,
    open(requested) {
      requestedSession = requested
      const { recovery, overlay = 'recovery' } = host.options
      const maxAttempts = recovery?.maxAttempts ?? defaultMaxAttempts
      const { inquiryId, preparedInquiryId } = value.context
      const isSessionCached =
        requested === undefined && loader.isCached(inquiryId ?? preparedInquiryId)
      dispatch({ type: 'open', maxAttempts, overlay, isSessionCached })
    },
    prepare({ session }, requested) {
      // Opening reports it.
      if (findInvalidSetting(true) !== undefined) return
      const { inquiryId, preparedInquiryId } = value.context
      if (session) loader.prepare(inquiryId ?? preparedInquiryId, requested)
      stopPreloading ??= frames.preload()
    },
    finish(inquiryId, status) {
      if (value.state.status !== 'error') return
      const event = { run: value.context.run, inquiryId, status, source: 'backend' } as const
      dispatch({ type: 'session.finished', ...event })
    },
    requestCancel() {
      if (place.overlay?.element !== undefined || frames.isCancelRequested) {
        dispatch({ type: 'cancel' })
      } else frames.requestCancel()
    },
    checkChanges(next) {
      if (loadedOptions !== undefined) warnOfLateChanges(loadedOptions, next)
    },
    abort() {
      stopPreloading?.()
      stopPreloading = undefined
      running.abort()
    },
  }
}

/** Names in development each option that changed too late for the widget that is loaded. */
function warnOfLateChanges(loaded: FlowOptions, next: FlowOptions): void {
  const before: Record<string, unknown> = { ...loaded }
  const after: Record<string, unknown> = { ...next }
  for (const name of [...widgetOptionNames, 'nonce', 'presentation']) {
    const [from, to] = [before[name], after[name]].map((value) => JSON.stringify(value))
    if (from === to) continue
    warnOnce(
      `${name} changed from ${from} to ${to} after the widget was loaded, which keeps what it was loaded with. The change takes effect when the flow is closed and opened again.`,
    )
  }
}

/** Runs a task after a delay in milliseconds, unless the flow has moved on by then. */
function schedule({ signal }: Runtime, task: () => void, delay: number): void {
  if (signal.aborted) return
  const timer = setTimeout(task, Math.min(delay, maxTimerDelay))
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
}

/** Returns a function that handles events one after another: one that comes meanwhile waits. */
function oneAfterAnother<Event>(handle: (event: Event) => void): (event: Event) => void {
  const queue: Event[] = []
  let isHandling = false
  return (event) => {
    queue.push(event)
    if (isHandling) return
    isHandling = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) handle(next)
    isHandling = false
  }
}
