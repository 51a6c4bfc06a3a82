import { ResumableInquiryError } from '../errors.ts'
import { clientOptions } from './client-options.ts'
import type { Frame, FrameListener, FrameRequest } from './frame.ts'
import { constructGuarded, createMessageFilter } from './guard-messages.ts'
import type { PersonaClient, PersonaSdk } from './load-sdk.ts'
import {
  insertOverlayStyles,
  insertPageStyles,
  removeStyles,
  insertStylePlaceholders,
} from './modal-styles.ts'
import { watchContentSecurityPolicy, widgetOrigin } from './widget-host.ts'

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

  const filter = createMessageFilter(() => elements?.iframe, origin)

  try {
    if (nonce !== undefined) insertOverlayStyles(nonce)
    const guarded = constructGuarded(() => new sdk.Client(clientOptions(request, listener)), filter)
    client = guarded.constructed
    stopMessages = guarded.stop
    elements = findElements(parent, before)
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
