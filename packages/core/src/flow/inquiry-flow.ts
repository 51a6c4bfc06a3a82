import { defaultSessionTimeout, invalidInquiryId } from '../client/inquiry-client.ts'
import type { Grant } from '../client/session-memory.ts'
import { now } from '../clock.ts'
import { type Deadline, startDeadline } from '../deadline.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import { showDefaultContent } from '../frame/default-content.ts'
import type { Frame, FrameListener } from '../frame/frame.ts'
import { importSdk, type PersonaSdk, sdkUnavailable } from '../frame/load-sdk.ts'
import { createModalFrame } from '../frame/modal-frame.ts'
import { preconnect } from '../frame/preconnect.ts'
import { createSurface } from '../frame/surface.ts'
import { invalidCustomHost, widgetOrigin } from '../frame/widget-host.ts'
import { isInquiryId } from '../wire/index.ts'
import { isRecord } from '../wire/is-record.ts'
import { type FlowEffect, type FlowEvent, initialValue, transition } from './machine.ts'
import { takePage } from './one-per-page.ts'
import type { FlowCallbacks, FlowOptions } from './options.ts'
import type { FlowState } from './state.ts'
import { isVisibleEvent, withoutSecrets } from './visible-event.ts'
import { watchWake } from './watch-wake.ts'

const defaultFrameTimeout = 20_000
const defaultMaxAttempts = 3
/** A session younger than this is the last suspect when a frame does not come up. Milliseconds. */
const freshFor = 60_000

/** One person's way through one inquiry, from opening to its end. */
export interface InquiryFlow {
  getState(): FlowState
  /** The inquiry that the back end answered with last, or the one asked for. */
  getInquiryId(): string | undefined
  /** Where something can be shown while the flow covers the page. */
  getPanel(): HTMLElement | undefined
  /** Is told when one of the three above has changed. Answers how to stop listening. */
  subscribe(listener: () => void): () => void
  /** Takes new options; they count from the next boot on, callbacks at once. */
  setOptions(options: FlowOptions): void
  /** Begins to live: listens to the page and to the client. Answers how to end without a trace. */
  mount(): () => void
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
  let mounted: AbortController | undefined
  let work = new AbortController()
  let sdk: Promise<PersonaSdk> | undefined
  let grant: Grant | undefined
  let frame: Frame | undefined
  let frameDeadline: Deadline | undefined
  let givePageBack: (() => void) | undefined
  const surface = createSurface()
  const listeners = new Set<() => void>()
  const queue: FlowEvent[] = []
  let isDraining = false

  const dispatch = (event: FlowEvent): void => {
    queue.push(event)
    if (isDraining) return
    isDraining = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) step(next)
    isDraining = false
  }

  const step = (event: FlowEvent): void => {
    const previous = value
    const { value: next, effects } = transition(previous, event)
    if (next.context.run !== previous.context.run) {
      work.abort()
      work = new AbortController()
    }
    value = next
    if (next.state === previous.state) {
      effects.forEach(run)
      return
    }
    // What is to be covered is covered before the widget goes, and uncovered after it has come.
    if (isCovered(next.state, options)) cover(next.state)
    tell(({ onStateChange }) => onStateChange?.(next.state))
    effects.forEach(run)
    settleSurface(next.state)
    for (const listener of listeners) listener()
  }

  const cover = (state: FlowState): void => {
    const wasCovered = surface.panel !== undefined
    const { iframeTitle, styleVariant, frameWidth, frameHeight } = options
    surface.cover({
      label: iframeTitle ?? 'Verify your identity',
      styleVariant,
      frameWidth,
      frameHeight,
    })
    const { panel } = surface
    if (!wasCovered && panel && options.cover !== 'always' && state.status === 'recovering') {
      showDefaultContent(panel, options.recoveringMessage ?? 'One moment, your session is renewed…')
    }
  }

  const settleSurface = (state: FlowState): void => {
    if (isCovered(state, options)) return
    if (state.status === 'open') surface.uncover()
    else {
      surface.release()
      if (state.status !== 'loading') {
        givePageBack?.()
        givePageBack = undefined
      }
    }
  }

  const run = (effect: FlowEffect): void => {
    switch (effect.type) {
      case 'session.request':
        requestSession(effect)
        break
      case 'session.finish':
        if (value.context.inquiryId !== undefined) {
          options.client.finishInquiry(value.context.inquiryId, effect.status)
        }
        break
      case 'frame.boot':
        void bootFrame(effect.run)
        break
      case 'frame.open':
        frameDeadline?.stop()
        if (frame === undefined) break
        surface.lock(frame.element)
        frame.open({ animated: surface.panel === undefined })
        break
      case 'frame.destroy':
        frameDeadline?.stop()
        frame?.destroy()
        frame = undefined
        break
      case 'summary.request':
        void requestSummary(effect.run)
        break
      case 'retry.schedule':
        schedule(() => dispatch({ type: 'retry.due', run: effect.run }), effect.seconds * 1000)
        break
      default:
        notify(effect)
    }
  }

  const notify = (effect: Extract<FlowEffect, { type: `notify.${string}` }>): void => {
    const { inquiryId } = value.context
    switch (effect.type) {
      case 'notify.open_change':
        tell(({ onOpenChange }) => onOpenChange?.(false))
        break
      case 'notify.cancel':
        tell(({ onCancel }) => onCancel?.({ inquiryId }))
        break
      case 'notify.error':
        tell(({ onError }) => onError?.(effect.error))
        break
      case 'notify.inquiry_change': {
        const { inquiryId: current, previousInquiryId } = effect
        tell(({ onInquiryChange }) =>
          onInquiryChange?.({ inquiryId: current, previousInquiryId }),
        )
        break
      }
      case 'notify.ready':
        if (inquiryId !== undefined) tell(({ onReady }) => onReady?.({ inquiryId }))
        break
      case 'notify.recover': {
        const { cause, attempt } = effect
        if (inquiryId !== undefined) {
          tell(({ onRecover }) => onRecover?.({ inquiryId, cause, attempt }))
        }
        break
      }
      case 'notify.complete': {
        if (inquiryId === undefined) break
        const { status, source, fields } = effect
        const completion = { inquiryId, status, source }
        tell(({ onComplete }) =>
          onComplete?.(isRecord(fields) ? { ...completion, fields } : completion),
        )
      }
    }
  }

  /** Calls the host, whose mistakes must not stop the flow. */
  const tell = (call: (callbacks: FlowCallbacks) => void): void => {
    try {
      call(options)
    } catch (error) {
      reportError(error)
    }
  }

  const requestSession = ({
    run: id,
    reason,
    attempt,
  }: Extract<FlowEffect, { type: 'session.request' }>): void => {
    const misuse = findMisuse(options)
    if (misuse !== undefined) {
      dispatch({ type: 'session.refused', run: id, error: misuse })
      return
    }
    void bringSdk().catch(() => {})
    schedulePreconnect()

    const known = reason === 'start' ? recall() : undefined
    if (known !== undefined) {
      receive(id, known, true)
      return
    }
    const request = {
      inquiryId: options.inquiryId ?? (reason === 'start' ? undefined : value.context.inquiryId),
      reason,
      attempt,
      timeout: options.timeouts?.session ?? defaultSessionTimeout,
    }
    const send = () => {
      options.client.requestGrant(request).then(
        (answer) => receive(id, answer, false),
        (error: unknown) => {
          if (isAbort(error)) return
          dispatch({ type: 'session.refused', run: id, error: ours(error) })
        },
      )
    }
    // A component that is mounted twice in a row, as in StrictMode, asks once.
    if (value.state.status === 'loading') schedule(send, 0)
    else send()
  }

  /** A flow without an id of its own asks anew whether its inquiry is over. */
  const recall = (): Grant | undefined => {
    const { inquiryId } = value.context
    const known = inquiryId === undefined ? undefined : options.client.recallGrant(inquiryId)
    const isOver = known?.session.sessionToken === null
    return isOver && options.inquiryId === undefined ? undefined : known
  }

  const receive = (id: number, answer: Grant, remembered: boolean): void => {
    if (id !== value.context.run) return
    const { session, obtainedAt, expiresAt } = answer
    const { inquiryId, status, sessionToken } = session
    if (status !== 'created' && status !== 'pending') {
      dispatch({ type: 'session.finished', run: id, inquiryId, status })
      return
    }
    grant = answer
    dispatch({
      type: 'session.granted',
      run: id,
      inquiryId,
      remembered,
      session: {
        expiresAt,
        fresh: now() - obtainedAt < freshFor,
        unrestricted: sessionToken === null,
      },
    })
  }

  const bringSdk = (): Promise<PersonaSdk> => {
    sdk ??= (options.loadSdk ?? importSdk)().catch((error: unknown) => {
      sdk = undefined
      throw sdkUnavailable(error)
    })
    return sdk
  }

  const schedulePreconnect = (): void => {
    const stop = preconnect(widgetOrigin(options.customHost))
    work.signal.addEventListener('abort', stop, { once: true })
  }

  const bootFrame = async (id: number): Promise<void> => {
    if (grant === undefined) return
    const { session, expiresAt } = grant
    if (expiresAt !== null && now() >= expiresAt) {
      dispatch({ type: 'session.lapsed', run: id })
      return
    }
    const { signal } = work
    let hasSdk = false
    const deadline = startDeadline(options.timeouts?.frame ?? defaultFrameTimeout, () => {
      dispatch(
        hasSdk
          ? { type: 'frame.timed_out', run: id }
          : { type: 'frame.refused', run: id, error: sdkUnavailable() },
      )
    })
    frameDeadline = deadline
    signal.addEventListener('abort', () => deadline.stop(), { once: true })
    try {
      const loaded = await bringSdk()
      if (signal.aborted) return
      hasSdk = true
      const { inquiryId, sessionToken } = session
      const request = { inquiryId, sessionToken, nonce: options.nonce, widget: options }
      frame = createModalFrame(loaded, request, listenTo(id))
    } catch (error) {
      if (signal.aborted) return
      dispatch({
        type: 'frame.refused',
        run: id,
        error: isResumableInquiryError(error) ? error : refusedOptions(error),
      })
    }
  }

  const listenTo = (id: number): FrameListener => ({
    onReady: () => dispatch({ type: 'frame.ready', run: id }),
    onLeft({ sessionToken }) {
      keepWidgetSession(sessionToken)
      dispatch({ type: 'frame.left', run: id })
    },
    onCompleted: ({ status, fields }) =>
      dispatch({ type: 'frame.completed', run: id, status, fields }),
    onFailed: (error) => dispatch({ type: 'frame.failed', run: id, error }),
    onRefused: (error) => dispatch({ type: 'frame.refused', run: id, error }),
    onEvent(name, metadata = {}) {
      dispatch({ type: 'frame.noticed', run: id, name, page: pageOf(metadata) })
      if (isVisibleEvent(name, options.eventsAllowlist)) {
        tell(({ onEvent }) => onEvent?.(name, withoutSecrets(metadata)))
      }
    },
  })

  /** A widget that was opened without a token has one when it is left; it spares a session. */
  const keepWidgetSession = (sessionToken: string | undefined): void => {
    if (!sessionToken || grant?.session.sessionToken !== null) return
    const { inquiryId } = grant.session
    options.client.keepSession({ inquiryId, status: 'pending', sessionToken, expiresIn: null })
  }

  const requestSummary = async (id: number): Promise<void> => {
    const { inquiryId } = value.context
    if (inquiryId === undefined) return
    try {
      const { status } = await options.client.fetchSummary(inquiryId, { signal: work.signal })
      dispatch({ type: 'summary.received', run: id, status })
    } catch {
      // The status was asked for to learn of an end early. Without an answer nothing has changed.
    }
  }

  /** Runs something later, unless the flow has gone on to something else by then. */
  const schedule = (task: () => void, milliseconds: number): void => {
    const { signal } = work
    const timer = setTimeout(task, milliseconds)
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (surface.panel !== undefined) dispatch({ type: 'leave' })
    else if (value.state.status === 'open') frame?.leave()
  }

  return {
    getState: () => value.state,
    getInquiryId: () => value.context.inquiryId,
    getPanel: () => surface.panel,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setOptions(next) {
      options = next
    },
    mount() {
      mounted?.abort()
      const life = new AbortController()
      mounted = life
      const stopWatching = watchWake({
        onWake: (hiddenFor) => dispatch({ type: 'woke', at: now(), hiddenFor }),
        onOnline: () => dispatch({ type: 'online' }),
      })
      const stopListening = options.client.onClear(() => dispatch({ type: 'stopped' }))
      document.addEventListener('keydown', onKeyDown, { signal: life.signal })
      return () => {
        if (life.signal.aborted) return
        life.abort()
        mounted = undefined
        stopWatching()
        stopListening()
        dispatch({ type: 'close' })
        work.abort()
      }
    },
    open() {
      if (mounted === undefined) return
      const maxAttempts = options.recovery?.maxAttempts ?? defaultMaxAttempts
      if (!isBusy(value.state)) givePageBack = takePage(() => dispatch({ type: 'stopped' }))
      dispatch({ type: 'open', maxAttempts })
    },
    close: () => dispatch({ type: 'close' }),
    leave: () => dispatch({ type: 'leave' }),
    retry: () => dispatch({ type: 'retry' }),
    prepare({ session = false } = {}) {
      void bringSdk()
        .then((loaded) => loaded.Client.preload(options.customHost))
        .catch(() => {})
      schedulePreconnect()
      if (!session || findMisuse(options) !== undefined || recall() !== undefined) return
      const request = {
        inquiryId: options.inquiryId,
        reason: 'start',
        attempt: 1,
        timeout: options.timeouts?.session ?? defaultSessionTimeout,
      } as const
      options.client.requestGrant(request).catch(() => {})
    },
  }
}

function isBusy({ status }: FlowState): boolean {
  return status === 'loading' || status === 'open' || status === 'recovering'
}

function isCovered({ status }: FlowState, { cover }: FlowOptions): boolean {
  if (status === 'recovering') return true
  return cover === 'always' && (status === 'loading' || status === 'error')
}

function findMisuse({ inquiryId, customHost }: FlowOptions): ResumableInquiryError | undefined {
  if (inquiryId !== undefined && !isInquiryId(inquiryId)) return invalidInquiryId()
  return invalidCustomHost(customHost)
}

function refusedOptions(cause: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    "The persona SDK refused the flow's options. Its own error is the cause of this one.",
    { cause },
  )
}

function ours(error: unknown): ResumableInquiryError {
  if (isResumableInquiryError(error)) return error
  return new ResumableInquiryError(
    'unknown',
    'Asking for a session failed in an unforeseen way. The cause of this error says more.',
    { cause: error },
  )
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** What names the page that the widget shows. */
function pageOf(metadata: Record<string, unknown>): string | undefined {
  const { name, path, pathname } = metadata
  const parts = [name, path, pathname].filter((part) => typeof part === 'string')
  return parts.length > 0 ? parts.join(' ') : undefined
}
