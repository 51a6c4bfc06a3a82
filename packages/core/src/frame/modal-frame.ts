import type { ClientOptions } from 'persona'
import { ResumableInquiryError } from '../errors.ts'
import { isFinishedInquiryStatus } from '../wire/inquiry-status.ts'
import { isRecord } from '../wire/is-record.ts'
import { parseUrl } from '../wire/parse-url.ts'
import { excludeFromReplay } from './exclude-from-replay.ts'
import type { Frame, FrameListener, FrameRequest } from './frame.ts'
import { constructGuarded } from './guard-messages.ts'
import type { PersonaClient, PersonaSdk } from './load-sdk.ts'
import {
  insertOverlayStyles,
  insertPageStyles,
  removeStyles,
  insertStylePlaceholders,
} from './modal-styles.ts'
import { isTrustedOrigin, widgetOrigin } from './widget-host.ts'
import { widgetOptions } from './widget-options.ts'

/**
 * Creates a modal widget with `Persona.Client`, and loads it hidden.
 *
 * @throws what the SDK's constructor throws for options that it refuses.
 */
export function createModalFrame(
  sdk: PersonaSdk,
  request: FrameRequest,
  listener: FrameListener,
): Frame {
  const { nonce } = request
  const origin = widgetOrigin(request.widget.customHost)
  const stopWatchingPolicy = watchContentSecurityPolicy(origin, listener)
  const parent = document.body
  const before = new Set(parent.children)
  let elements: ModalElements | undefined
  let client: PersonaClient
  let stopMessages = () => {}

  const filter = (event: MessageEvent): MessageEvent | undefined =>
    elements !== undefined &&
    event.source !== null &&
    event.source === elements.iframe.contentWindow &&
    isTrustedOrigin(event.origin, origin)
      ? readable(event)
      : undefined

  try {
    if (nonce !== undefined) insertOverlayStyles(nonce)
    const guarded = constructGuarded(() => new sdk.Client(clientOptions(request, listener)), filter)
    client = guarded.constructed
    stopMessages = guarded.stop
    elements = findElements(parent, before)
    excludeFromReplay(elements.iframe)
  } catch (error) {
    stopWatchingPolicy()
    stopMessages()
    removeStyles()
    throw error
  }
  const { container, iframe } = elements

  let isDestroyed = false
  return {
    element: container,
    open({ isAnimated }) {
      if (isDestroyed) return
      if (!isAnimated) {
        container.style.animation = 'none'
        iframe.style.animation = 'none'
      }
      if (nonce !== undefined) insertPageStyles(nonce, container.id)
      client.open()
      iframe.focus()
    },
    cancel() {
      if (!isDestroyed) client.cancel(false)
    },
    destroy() {
      if (isDestroyed) return
      isDestroyed = true
      stopWatchingPolicy()
      stopMessages()
      if (container.parentNode !== parent) {
        // The SDK removes its container from its original parent, and throws half-way where it is
        // not there. The iframe stays out, since putting it back would load it again.
        iframe.remove()
        parent.append(container)
      }
      insertStylePlaceholders()
      client.destroy()
      removeStyles()
    },
  }
}

interface ModalElements {
  readonly container: HTMLElement
  readonly iframe: HTMLIFrameElement
}

function findElements(parent: HTMLElement, before: ReadonlySet<Element>): ModalElements {
  for (const container of parent.children) {
    if (before.has(container) || !(container instanceof HTMLElement)) continue
    const iframe = container.querySelector('iframe')
    if (iframe) return { container, iframe }
  }
  throw new ResumableInquiryError(
    'sdk_unavailable',
    'The persona SDK made no iframe in the page. Install a version of "persona" in the range of the peer dependency.',
  )
}

function clientOptions(
  { inquiryId, sessionToken, widget }: FrameRequest,
  listener: FrameListener,
): ClientOptions {
  const options: ClientOptions = {
    ...widgetOptions(widget),
    inquiryId,
    eventsAllowlist: 'all',
    onReady: () => listener.onReady(),
    onCancel: ({ sessionToken: token }) => listener.onCanceled({ sessionToken: token }),
    onComplete: ({ status, fields }) =>
      listener.onCompleted({
        status: isFinishedInquiryStatus(status) ? status : 'completed',
        fields,
      }),
    onError: (error) =>
      listener.onFailed({ status: error?.status ?? 0, code: error?.code ?? 'unknown' }),
    onEvent: (name, metadata) => listener.onEvent(name, metadata),
  }
  if (sessionToken !== null) options.sessionToken = sessionToken
  return options
}

/** Returns the event with data that the SDK reads without throwing, or `undefined` for other data. */
function readable(event: MessageEvent): MessageEvent | undefined {
  const { origin, source } = event
  const data: unknown = event.data
  if (!isRecord(data) || typeof data['name'] !== 'string') return undefined
  const metadata = {
    // The SDK reports a failure as a completion, and expects its status here.
    ...(data['name'] === 'fail' && { status: 'failed' }),
    ...(isRecord(data['metadata']) && data['metadata']),
  }
  const copy = new MessageEvent('message', { data: { ...data, metadata }, origin })
  // Firefox refuses to construct an event whose source is a window of another origin.
  Object.defineProperty(copy, 'source', { value: source })
  return copy
}

/** Reports a frame that the page's policy blocks, for which the SDK calls nothing. */
function watchContentSecurityPolicy(origin: string, listener: FrameListener): () => void {
  const onViolation = ({
    blockedURI,
    disposition,
    effectiveDirective,
  }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || !/^(frame|child|default)-src$/.test(effectiveDirective)) return
    const blocked = parseUrl(blockedURI)
    if (blocked === undefined || !isTrustedOrigin(blocked.origin, origin)) return
    listener.onRefused(
      new ResumableInquiryError(
        'widget_blocked',
        `The page's Content-Security-Policy blocks the Persona widget. Add "frame-src ${origin}" to it.`,
      ),
    )
  }
  document.addEventListener('securitypolicyviolation', onViolation)
  return () => document.removeEventListener('securitypolicyviolation', onViolation)
}
