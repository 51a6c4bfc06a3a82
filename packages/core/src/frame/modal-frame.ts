import { clientOptions } from './client-options.ts'
import type { Frame, FrameListener, FrameRequest } from './frame.ts'
import { constructGuarded, createMessageFilter } from './guard-messages.ts'
import type { PersonaClient, PersonaSdk } from './load-sdk.ts'
import {
  insertOverlayStyles,
  insertStylePlaceholders,
  preventPageStyles,
  removeStyles,
} from './modal-styles.ts'
import { watchContentSecurityPolicy, widgetOrigin } from './widget-host.ts'

/**
 * Creates a modal widget with `Persona.Client` in an element of the page, and loads it hidden.
 *
 * @throws what the SDK's constructor throws for options that it refuses.
 */
export function createModalFrame(
  sdk: PersonaSdk,
  request: FrameRequest,
  listener: FrameListener,
  parent: HTMLElement,
): Frame {
  const { nonce } = request
  const origin = widgetOrigin(request.widget.customHost)
  const stopWatchingPolicy = watchContentSecurityPolicy(origin, listener)
  const before = new Set([...parent.children, ...document.body.children])
  let elements: ModalElements | undefined
  let client: PersonaClient
  let stopMessages = () => {}

  const filter = createMessageFilter(() => elements?.iframe, origin)

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
