import { ResumableInquiryError } from '../errors.ts'
import { isRecord } from '../wire/is-record.ts'
import { warnOnce } from '../development.ts'
import { clientOptions } from './client-options.ts'
import { excludeFromReplay } from './exclude-from-replay.ts'
import type { Frame, FrameListener, FrameRequest } from './frame.ts'
import { constructGuarded, createMessageFilter } from './guard-messages.ts'
import type { InlineBox } from '../overlay/inline-overlay.ts'
import type { PersonaSdk } from './load-sdk.ts'
import { watchContentSecurityPolicy } from './page-policies.ts'
import { widgetOrigin } from './widget-host.ts'

let frameCount = 0

/**
 * Creates an inline widget in a box with `setupIframe` and `setupEvents`, and loads it hidden.
 *
 * @throws what the SDK throws for options that it refuses.
 */
export function createInlineFrame(
  sdk: PersonaSdk,
  request: FrameRequest,
  listener: FrameListener,
  box: InlineBox,
): Frame {
  const { customHost, frameHeight, frameWidth } = request.widget
  const origin = widgetOrigin(customHost)
  const { onReady, onCancel, onComplete, onError, onEvent, ...options } = clientOptions(request, {
    ...listener,
    onEvent(name, metadata) {
      const height = name === 'page-change' ? getPageHeight(metadata) : undefined
      if (height !== undefined) box.setPageHeight(height)
      listener.onEvent(name, metadata)
    },
  })
  // The widget sends it back. Two frames with the same one are still told apart by their windows.
  const containerId = `persona-widget-inline-${++frameCount}`

  const { setupEvents, setupIframe } = sdk
  if (setupEvents === undefined || setupIframe === undefined) throw noInlineFunctions()
  const iframe = document.createElement('iframe')
  setupIframe(iframe, containerId, 'inline', {
    ...options,
    // These two functions know a custom host by this name alone.
    ...(customHost !== undefined && { host: customHost }),
  })
  // A stub of the SDK in a test may load nothing.
  if (iframe.src !== '' && new URL(iframe.src).origin !== origin) throw wrongHost(iframe.src)
  Object.assign(iframe.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    // The box has the size that the SDK sets here, and that the styles of a modal would set.
    maxWidth: 'none',
    maxHeight: 'none',
    margin: '0',
    // Without an overlay the box has no height while the widget loads.
    minHeight: '650px',
    border: '0',
    visibility: 'hidden',
  })

  const { stop: stopMessages } = constructGuarded(
    () =>
      setupEvents(containerId, {
        onLoad: null,
        onReady,
        onCancel,
        onComplete,
        onError,
        onEvent,
        templateId: null,
        templateVersionId: null,
        host: customHost ?? null,
        eventsAllowlist: 'all',
      }),
    createMessageFilter(() => iframe, origin),
  )
  const stopWatchingPolicy = watchContentSecurityPolicy(origin, listener)
  box.setSize({ frameHeight, frameWidth })
  excludeFromReplay(iframe)
  box.element.append(iframe)
  const { contentWindow } = iframe
  const stopWatchingPlace = box.onPlaced(() => {
    // An iframe that was out of the document has another window, and loads its page again there.
    if (iframe.contentWindow !== contentWindow) listener.onLost()
  })

  return {
    open() {
      if (isOutOfReach(box.element)) {
        warnOnce(
          'The inline flow is out of reach: a dialog is open, and the flow is outside of it. Render the flow inside the dialog, or close the dialog first.',
        )
      }
      box.expand()
      iframe.style.minHeight = ''
      iframe.style.visibility = ''
      if (box.hasFocus()) iframe.focus({ preventScroll: true })
    },
    destroy() {
      stopWatchingPolicy()
      stopMessages()
      stopWatchingPlace()
      iframe.remove()
    },
  }
}

/** Whether a modal dialog of the host's, or `inert`, keeps the person from an element. */
function isOutOfReach(element: Element): boolean {
  if (element.closest('[inert]') !== null) return true
  const dialogs = document.querySelectorAll('dialog[open]:not(.resumable-inquiry-dialog)')
  // jsdom knows neither modal dialogs nor their selector.
  return [...dialogs].some(
    (dialog) => 'showModal' in dialog && !dialog.contains(element) && dialog.matches(':modal'),
  )
}

/** Returns the height of the page that the widget shows, as its event `page-change` reports it. */
function getPageHeight(metadata: Record<string, unknown> = {}): number | undefined {
  // Persona documents it in the metadata, and in metadata of the metadata.
  const { pageHeight = isRecord(metadata['metadata']) && metadata['metadata']['pageHeight'] } =
    metadata
  // A hidden page has no height.
  return typeof pageHeight === 'number' && pageHeight > 0 ? pageHeight : undefined
}

function noInlineFunctions(): ResumableInquiryError {
  return new ResumableInquiryError(
    'sdk_unavailable',
    'The module that loadSdk returned has no setupIframe and setupEvents, which an inline flow needs.',
  )
}

function wrongHost(src: string): ResumableInquiryError {
  const { origin } = new URL(src)
  return new ResumableInquiryError(
    'invalid_config',
    `The persona SDK would load the widget from ${origin}, which is not the customHost. Install a version of "persona" in the range of the peer dependency.`,
  )
}
