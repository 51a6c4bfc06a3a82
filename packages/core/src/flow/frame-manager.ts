import { type CachedSession, isExpired } from '../client/session-cache.ts'
import { type Deadline, now, startDeadline } from '../deadline.ts'
import {
  attempt,
  isOffline,
  isResumableInquiryError,
  offline,
  ResumableInquiryError,
} from '../errors.ts'
import type { Frame, FrameListener } from '../frame/frame.ts'
import { blockedByEmbedderPolicy, watchEmbedderPolicy } from '../frame/page-policies.ts'
import { createInlineFrame } from '../frame/inline-frame.ts'
import { preconnect } from '../frame/load-sdk.ts'
import { awaitSdk, preload, readSdk, sdkUnavailable } from '../frame/read-sdk.ts'
import { createModalFrame } from '../frame/modal-frame.ts'
import { widgetOrigin } from '../frame/widget-host.ts'
import { widgetUnreachable } from './failures.ts'
import type { FlowEvent } from './machine-types.ts'
import { getFrameTimeout } from './policy.ts'
import type { Runtime } from './runtime.ts'
import { watchSession } from './session-loader.ts'
import { isVisibleEvent, withoutSecrets } from './notify-host.ts'

/** Makes, watches and destroys a flow's frame. A flow has one at most. */
export interface FrameManager {
  /** The frame, from its creation until it is destroyed. */
  readonly frame: Frame | undefined
  /** Loads the SDK and opens the connection to the widget, once a run, ahead of both being needed. */
  warmUp(): void
  /** Loads the widget's assets into the browser's cache. Returns a function that stops. */
  preload(): () => void
  /** Makes a hidden frame from a session, and dispatches whether it becomes ready in time. */
  boot(run: number, session: CachedSession): void
  /** Ends the deadline of a frame that has become ready, and watches its session. */
  settle(): void
  /** Whether the widget was asked to cancel, and has posted nothing since. */
  readonly isCancelRequested: boolean
  /** Asks the widget to cancel. It may ask the person to confirm, or not respond at all. */
  requestCancel(): void
  destroy(): void
}

/** What a boot is waiting for. */
type AwaitedPart = 'sdk' | 'container' | 'widget'

/** Creates a frame manager. */
export function createFrameManager(runtime: Runtime): FrameManager {
  /** The run that was warmed up, by its signal. */
  let warm: AbortSignal | undefined
  let frame: Frame | undefined
  let deadline: Deadline | undefined
  /** Starts to watch the session of the frame. */
  let watch: (() => void) | undefined
  let isCancelRequested = false
  let isCreating = false

  const getSdk = () => awaitSdk(runtime.sdk.load(runtime.options.loadSdk))

  /** Reports what happened to a frame, once there is one: a stub may call back while it is created. */
  const report = (event: FlowEvent): void => {
    if (isCreating) queueMicrotask(() => runtime.dispatch(event))
    else runtime.dispatch(event)
  }

  const makeFrame = async (
    run: number,
    { session }: CachedSession,
    waitFor: (awaited: AwaitedPart) => void,
  ): Promise<void> => {
    const { options, place, sdk, signal } = runtime
    const { box } = place
    try {
      // With the SDK there, a modal boots at once, before React renders what the person sees meanwhile.
      const loading = sdk.load(options.loadSdk)
      const loaded = sdk.loaded === undefined ? await awaitSdk(loading) : readSdk(sdk.loaded)
      if (box !== undefined) {
        waitFor('container')
        await box.untilPlaced()
      }
      if (signal.aborted) return
      waitFor('widget')
      const { inquiryId, sessionToken } = session
      const request = { inquiryId, sessionToken, nonce: options.nonce, widget: options }
      const listener = createListener(run, session)
      isCreating = true
      frame =
        box === undefined
          ? createModalFrame(loaded, request, listener, getParent())
          : createInlineFrame(loaded, request, listener, box)
    } catch (error) {
      if (signal.aborted) return
      const refusal = isResumableInquiryError(error) ? error : refusedOptions(error)
      runtime.dispatch({ type: 'frame.refused', run, error: refusal })
    } finally {
      isCreating = false
    }
  }

  const getParent = () => runtime.place.overlay?.prepareFrame(runtime.options) ?? document.body

  const createListener = (run: number, session: CachedSession['session']): FrameListener => ({
    onReady: () => report({ type: 'frame.ready', run }),
    onCanceled({ sessionToken }) {
      // A widget that was opened without a token has one by now, which saves a session.
      if (sessionToken && session.sessionToken === null) {
        const { inquiryId } = session
        runtime.options.client.cacheSession({
          inquiryId,
          status: 'pending',
          sessionToken,
          expiresIn: null,
        })
      }
      report({ type: 'frame.canceled', run })
    },
    onCompleted: ({ status, fields }) => report({ type: 'frame.completed', run, status, fields }),
    onFailed: (error) => report({ type: 'frame.failed', run, error }),
    onRefused: (error) => report({ type: 'frame.refused', run, error }),
    onLost: () => report({ type: 'frame.lost', run }),
    onEvent(name, metadata = {}) {
      const { onEvent, eventsAllowlist } = runtime.options
      // The widget responds, and the person has stayed.
      isCancelRequested = false
      report({ type: 'frame.event', run, name, page: getPage(metadata) })
      if (isVisibleEvent(name, eventsAllowlist)) {
        attempt(() => onEvent?.(name, withoutSecrets(metadata)))
      }
    },
  })

  return {
    get frame() {
      return frame
    },
    warmUp() {
      const { options, signal } = runtime
      if (signal === warm) return
      warm = signal
      // Booting awaits the SDK again, and reports where it did not load.
      getSdk().catch(() => {})
      const disconnect = preconnect(widgetOrigin(options.customHost))
      signal.addEventListener('abort', disconnect, { once: true })
    },
    preload() {
      const { customHost } = runtime.options
      const stopping = new AbortController()
      getSdk().then(
        (loaded) => {
          if (!stopping.signal.aborted) preload(loaded, customHost, stopping.signal)
        },
        () => {},
      )
      return () => stopping.abort()
    },
    boot(run, cached) {
      if (isExpired(cached, now())) {
        runtime.dispatch({ type: 'session.expired', run })
        return
      }
      const { customHost } = runtime.options
      const refuse = (error: ResumableInquiryError) =>
        runtime.dispatch({ type: 'frame.refused', run, error })
      let awaited: AwaitedPart = 'sdk'
      const limit = startDeadline(getFrameTimeout(runtime.options), () => {
        if (awaited === 'container') refuse(noContainer())
        else if (isOffline()) refuse(offline())
        else if (awaited === 'sdk') refuse(sdkUnavailable())
        else {
          const error = widgetUnreachable(globalThis.crossOriginIsolated)
          runtime.dispatch({ type: 'frame.timed_out', run, at: now(), error })
        }
      })
      deadline = limit
      watch = () => watchSession(runtime, run, cached)
      const stopWatching = watchEmbedderPolicy(widgetOrigin(customHost), () =>
        refuse(blockedByEmbedderPolicy()),
      )
      const onAbort = () => {
        limit.stop()
        stopWatching()
      }
      runtime.signal.addEventListener('abort', onAbort, { once: true })
      void makeFrame(run, cached, (next) => {
        awaited = next
      })
    },
    settle() {
      deadline?.stop()
      watch?.()
    },
    get isCancelRequested() {
      return isCancelRequested
    },
    requestCancel() {
      isCancelRequested = true
      frame?.cancel?.()
    },
    destroy() {
      deadline?.stop()
      frame?.destroy()
      frame = undefined
      isCancelRequested = false
    },
  }
}

/** The error for an inline flow that has no place to be. */
function noContainer(): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    'The flow has presentation "inline" but no container in the document. Give containerRef to an element that is rendered while the flow loads, or pass one to setContainer().',
  )
}

function refusedOptions(cause: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    "The persona SDK refused the flow's options. See the cause of this error.",
    { cause },
  )
}

/** Returns what names the page that the widget shows. */
function getPage(metadata: Record<string, unknown>): string | undefined {
  const { name, path, pathname } = metadata
  const parts = [name, path, pathname].filter((part) => typeof part === 'string')
  return parts.length > 0 ? parts.join(' ') : undefined
}
