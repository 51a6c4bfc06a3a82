import { clientOptions } from './client-options.ts'
import { excludeFromReplay } from './exclude-from-replay.ts'
import type { Frame, FrameListener, FrameRequest } from './frame.ts'
import { constructGuarded, createMessageFilter } from './guard-messages.ts'
import type { PersonaClient, PersonaSdk } from './load-sdk.ts'
import { modalStyles, surface } from '../overlay/panel.ts'
import { watchContentSecurityPolicy } from './page-policies.ts'
import { widgetOrigin } from './widget-host.ts'

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
  const { nonce, widget } = request
  const origin = widgetOrigin(widget.customHost)
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
    if (elements !== undefined) {
      excludeFromReplay(elements.iframe)
      // The SDK's is white, which flashes before the first paint of a dark widget.
      elements.iframe.style.background = surface(widget.styleVariant)
    }
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
        // The SDK removes its container from its original parent, and throws halfway where it is
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

// The SDK adds its styles in two <style> elements with these ids, keeps existing ones, and removes
// them in destroy(). A page that allows only styles with a nonce blocks the SDK's own, so equivalent
// ones with the nonce are inserted at each boot.
const overlayStyleId = 'persona-widget-styles'
const pageStyleId = 'persona-global-styles'

const overlayStyles = `
${modalStyles('.persona-widget__overlay', '.persona-widget__iframe')}
.persona-widget__centered-frame {
  position: absolute; inset: 0; width: 120px; height: 120px; margin: auto; z-index: 1
}
`

/** Inserts the SDK's overlay styles with a nonce. Call it before a client is created. */
function insertOverlayStyles(nonce: string): void {
  insertStyles(overlayStyleId, nonce, overlayStyles)
}

/**
 * Prevents the SDK from adding its page styles. They lock scrolling, as the overlay does, and on a small
 * screen hide all of the body but the SDK's container, which is inside of the overlay's dialog. Call it
 * before each opening of a client.
 */
function preventPageStyles(): void {
  insertPlaceholder(pageStyleId)
}

/**
 * Inserts placeholders for the style elements that `destroy()` removes. The SDK warns in the console
 * where one is missing, as after a completed flow.
 */
function insertStylePlaceholders(): void {
  insertPlaceholder(overlayStyleId)
  insertPlaceholder(pageStyleId)
}

/** Removes the style elements that the SDK may have left. */
function removeStyles(): void {
  document.getElementById(overlayStyleId)?.remove()
  document.getElementById(pageStyleId)?.remove()
}

function insertPlaceholder(id: string): void {
  if (document.getElementById(id)) return
  const placeholder = document.createElement('template')
  placeholder.id = id
  document.head.append(placeholder)
}

function insertStyles(id: string, nonce: string, styles: string): void {
  const element = document.createElement('style')
  element.id = id
  element.nonce = nonce
  element.textContent = styles
  document.head.append(element)
}
