import type { ClientOptions } from 'persona'
import { ResumableInquiryError } from '../errors.ts'
import { isFinishedInquiryStatus } from '../wire/inquiry-status.ts'
import { isRecord } from '../wire/is-record.ts'
import { parseUrl } from '../wire/parse-url.ts'
import type { Frame, FrameListener, FrameRequest } from './frame.ts'
import { constructGuarded } from './guard-messages.ts'
import type { PersonaClient, PersonaSdk } from './load-sdk.ts'
import {
  insertOverlayStyles,
  insertStylePlaceholders,
  preventPageStyles,
  removeStyles,
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
  const { nonce, parent } = request
  const origin = widgetOrigin(request.widget.customHost)
  const stopWatchingPolicy = watchContentSecurityPolicy(origin, listener)
  const before = new Set([...parent.children, ...document.body.children])
  let elements: ModalElements | undefined
  let client: PersonaClient
  let stopMessages = () => {}

  const filter = (event: MessageEvent): MessageEvent | undefined =>
    event.source !== null &&
    event.source === elements?.iframe.contentWindow &&
    isTrustedOrigin(event.origin, origin)
      ? readable(event)
      : undefined

  try {
    if (nonce !== undefined) insertOverlayStyles(nonce)
    const guarded = constructGuarded(
      () => new sdk.Client({ ...clientOptions(request, listener), parent }),
      filter,
    )
    client = guarded.constructed
    stopMessages = guarded.stop
    elements = findElements(parent, before)
  } catch (error) {
    stopWatchingPolicy()
    stopMessages()
    removeStyles()
    throw error
  }
  let isDestroyed = false
  return {
    open({ isAnimated }) {
      if (isDestroyed) return
      if (elements !== undefined && !isAnimated) {
        elements.container.style.animation = 'none'
        elements.iframe.style.animation = 'none'
      }
      preventPageStyles()
      client.open()
      elements?.iframe.focus()
    },
    cancel() {
      if (!isDestroyed) client.cancel(false)
    },
    destroy() {
      if (isDestroyed) return
      isDestroyed = true
      stopWatchingPolicy()
      stopMessages()
      if (elements !== undefined && elements.container.parentNode !== elements.owner) {
        // The SDK removes its container from its original parent, and throws half-way where it is
        // not there. The iframe stays out, since putting it back would load it again.
        elements.iframe.remove()
        elements.owner.append(elements.container)
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
  /** The element that the SDK removes its container from. */
  readonly owner: Element
}

/**
 * Returns what the SDK has added to the page, inside of `parent`. A stub of the SDK in a test may have
 * added nothing, or have ignored `parent`.
 */
function findElements(
  parent: HTMLElement,
  before: ReadonlySet<Element>,
): ModalElements | undefined {
  for (const owner of [parent, document.body]) {
    for (const container of owner.children) {
      if (before.has(container) || !(container instanceof HTMLElement)) continue
      const iframe = container.querySelector('iframe')
      if (!iframe) continue
      if (owner !== parent) parent.append(container)
      return { container, iframe, owner }
    }
  }
  return undefined
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
