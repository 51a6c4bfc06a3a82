import type { Grant } from '../client/session-memory.ts'
import { now } from '../clock.ts'
import { type Deadline, startDeadline } from '../deadline.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import { isOffline, offline } from '../offline.ts'
import type { Frame, FrameListener } from '../frame/frame.ts'
import { importSdk, type LoadSdk, type PersonaSdk, sdkUnavailable } from '../frame/load-sdk.ts'
import { createModalFrame } from '../frame/modal-frame.ts'
import { preconnect } from '../frame/preconnect.ts'
import { preload } from '../frame/preload.ts'
import { invalidCustomHost, widgetOrigin } from '../frame/widget-host.ts'
import { attempt } from './attempt.ts'
import { isVisibleEvent, withoutSecrets } from './visible-event.ts'
import type { Runtime } from './runtime.ts'

const defaultFrameTimeout = 20_000

/** Holds a flow's one living widget. */
export interface WidgetHolder {
  readonly frame: Frame | undefined
  /** Brings the SDK and opens the connection to the widget, ahead of both being needed. */
  warmUp(): void
  /** Loads the widget's assets into the browser's cache. Answers how to stop. */
  preload(): () => void
  /** Makes a frame from a session, hidden, and waits for it to become ready. */
  boot(run: number, grant: Grant): void
  /** Whether the widget was asked to leave, and has given no sign of life since. */
  readonly isAskedToLeave: boolean
  /** Asks the widget to leave; it may ask the person to confirm, or be dead. */
  askToLeave(): void
  /** The frame is there: it is waited for no longer. */
  settle(): void
  destroy(): void
}

export function createWidgetHolder(runtime: Runtime): WidgetHolder {
  let sdk: Promise<PersonaSdk> | undefined
  let frame: Frame | undefined
  let deadline: Deadline | undefined
  let isAskedToLeave = false

  const bringSdk = (): Promise<PersonaSdk> => {
    sdk ??= loadSdk(runtime.options.loadSdk ?? importSdk).catch((error: unknown) => {
      sdk = undefined
      throw isOffline() ? offline(error) : sdkUnavailable(error)
    })
    return sdk
  }

  const make = async (run: number, { session }: Grant, onSdk: () => void): Promise<void> => {
    const { options, signal } = runtime
    try {
      const loaded = await bringSdk()
      if (signal.aborted) return
      onSdk()
      const { inquiryId, sessionToken } = session
      const request = { inquiryId, sessionToken, nonce: options.nonce, widget: options }
      frame = createModalFrame(loaded, request, listenTo(run, session))
    } catch (error) {
      if (signal.aborted) return
      const refusal = isResumableInquiryError(error) ? error : refusedOptions(error)
      runtime.dispatch({ type: 'frame.refused', run, error: refusal })
    }
  }

  const listenTo = (run: number, session: Grant['session']): FrameListener => ({
    onReady: () => runtime.dispatch({ type: 'frame.ready', run }),
    onLeft({ sessionToken }) {
      // A widget that was opened without a token has one when it is left; it spares a session.
      if (sessionToken && session.sessionToken === null) {
        const { inquiryId } = session
        runtime.options.client.keepSession({
          inquiryId,
          status: 'pending',
          sessionToken,
          expiresIn: null,
        })
      }
      runtime.dispatch({ type: 'frame.left', run })
    },
    onCompleted: ({ status, fields }) =>
      runtime.dispatch({ type: 'frame.completed', run, status, fields }),
    onFailed: (error) => runtime.dispatch({ type: 'frame.failed', run, error }),
    onRefused: (error) => runtime.dispatch({ type: 'frame.refused', run, error }),
    onEvent(name, metadata = {}) {
      const { onEvent, eventsAllowlist } = runtime.options
      // It is alive, and the person has stayed.
      isAskedToLeave = false
      runtime.dispatch({ type: 'frame.noticed', run, name, page: pageOf(metadata) })
      if (isVisibleEvent(name, eventsAllowlist)) {
        attempt(() => onEvent?.(name, withoutSecrets(metadata)))
      }
    },
  })

  return {
    get frame() {
      return frame
    },
    get isAskedToLeave() {
      return isAskedToLeave
    },
    askToLeave() {
      isAskedToLeave = true
      frame?.leave()
    },
    warmUp() {
      const { options, signal } = runtime
      if (signal.aborted || invalidCustomHost(options.customHost) !== undefined) return
      // Booting awaits the SDK again and tells when it did not come.
      bringSdk().catch(() => {})
      const stop = preconnect(widgetOrigin(options.customHost))
      signal.addEventListener('abort', stop, { once: true })
    },
    preload() {
      const { customHost } = runtime.options
      const stopped = new AbortController()
      if (invalidCustomHost(customHost) !== undefined) return () => {}
      bringSdk().then(
        (loaded) => {
          if (!stopped.signal.aborted) preload(loaded, customHost, stopped.signal)
        },
        () => {},
      )
      return () => stopped.abort()
    },
    boot(run, grant) {
      if (grant.expiresAt !== null && now() >= grant.expiresAt) {
        runtime.dispatch({ type: 'session.lapsed', run })
        return
      }
      let hasSdk = false
      const limit = startDeadline(runtime.options.timeouts?.frame ?? defaultFrameTimeout, () => {
        if (isOffline()) runtime.dispatch({ type: 'frame.refused', run, error: offline() })
        else if (hasSdk) runtime.dispatch({ type: 'frame.timed_out', run })
        else runtime.dispatch({ type: 'frame.refused', run, error: sdkUnavailable() })
      })
      deadline = limit
      runtime.signal.addEventListener('abort', () => limit.stop(), { once: true })
      void make(run, grant, () => {
        hasSdk = true
      })
    },
    settle() {
      deadline?.stop()
    },
    destroy() {
      deadline?.stop()
      frame?.destroy()
      frame = undefined
      isAskedToLeave = false
    },
  }
}

/** A function of the host's that throws is as good as one that rejects. */
async function loadSdk(load: LoadSdk): Promise<PersonaSdk> {
  return await load()
}

function refusedOptions(cause: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'invalid_config',
    "The persona SDK refused the flow's options. Its own error is the cause of this one.",
    { cause },
  )
}

/** What names the page that the widget shows. */
function pageOf(metadata: Record<string, unknown>): string | undefined {
  const { name, path, pathname } = metadata
  const parts = [name, path, pathname].filter((part) => typeof part === 'string')
  return parts.length > 0 ? parts.join(' ') : undefined
}
