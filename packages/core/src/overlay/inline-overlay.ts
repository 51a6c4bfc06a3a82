import type { WidgetOptions } from '../frame/widget-options.ts'
import {
  adoptStyles,
  createPanel,
  defaultTitle,
  type Panel,
  panelStyles,
  toLength,
} from './panel.ts'
import type { Overlay } from './overlay.ts'

/** Height in pixels until the widget reports its page's: the SDK's own height of a modal. */
const defaultHeight = 650

/**
 * Our element in the host's container, while an inline flow is open. It holds the widget's frame and
 * the overlay's panel, so that one replaces the other in the same place and size.
 */
export interface InlineBox {
  readonly element: HTMLElement
  /** Moves the box into the present container. Without one, it stays where it is. */
  place(): void
  /** Resolves once the box is in the document. */
  untilPlaced(): Promise<void>
  /** Calls a listener when the box may have been moved. Returns an unsubscribe function. */
  onPlaced(listener: () => void): () => void
  /** Sets the size as far as the options fix it. */
  setSize(options: Pick<WidgetOptions, 'frameHeight' | 'frameWidth'>): void
  /** Sets the height in pixels of the page that the widget shows. A fixed height stays. */
  setPageHeight(height: number): void
  /** Gives the box its height. Before, it takes no room. */
  expand(): void
  /** Whether the focus is in the box, be it in the widget. */
  hasFocus(): boolean
  /** Takes the box out of its container. */
  remove(): void
}

/**
 * Creates a box, and puts it into the container where that is in the document.
 *
 * @param getContainer returns the present container.
 * @param onRemoved is called when the box was in the document and is not any more.
 */
export function createInlineBox(
  getContainer: () => HTMLElement | null,
  onRemoved: () => void,
): InlineBox {
  let isPlaced = false
  let isExpanded = false
  let fixedHeight: string | undefined
  let pageHeight = defaultHeight
  const listeners = new Set<() => void>()

  const element = document.createElement('div')
  element.className = 'resumable-inquiry-inline'
  Object.assign(element.style, { position: 'relative', width: '100%', overflow: 'hidden' })

  const layOut = () => {
    const { style } = element
    style.height = isExpanded ? (fixedHeight ?? `${pageHeight}px`) : '0'
    // The box fills a container that has a height of its own. In any other one this has no effect.
    style.minHeight = style.maxHeight = isExpanded ? '100%' : ''
  }

  const place = () => {
    const wasPlaced = isPlaced
    const container = getContainer()
    if (container?.isConnected === true && element.parentNode !== container) {
      container.append(element)
    }
    isPlaced = element.isConnected
    observer.disconnect()
    for (let parent = parentOf(element); parent !== null; parent = parentOf(parent)) {
      observer.observe(parent, { childList: true })
    }
    if (isPlaced) for (const listener of listeners) listener()
    else if (wasPlaced) onRemoved()
  }
  // Whatever takes the box out of its place changes the children of one of its parents.
  const observer = new MutationObserver(place)

  const onPlaced = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  layOut()
  place()
  return {
    element,
    place,
    async untilPlaced() {
      if (isPlaced) return
      await new Promise<void>((resolve) => {
        const stop = onPlaced(() => {
          stop()
          resolve()
        })
      })
    },
    onPlaced,
    setSize({ frameHeight, frameWidth }) {
      fixedHeight = frameHeight === undefined ? undefined : toLength(frameHeight)
      element.style.maxWidth = toLength(frameWidth)
      layOut()
    },
    setPageHeight(height) {
      pageHeight = height
      layOut()
    },
    expand() {
      isExpanded = true
      layOut()
    },
    hasFocus() {
      const root = element.getRootNode()
      const { activeElement } = root instanceof ShadowRoot ? root : document
      return element.contains(activeElement)
    },
    remove() {
      observer.disconnect()
      listeners.clear()
      element.remove()
    },
  }
}

function parentOf(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
}

/** Calls back once an element that was removed from the document is there again. */
export function onceConnected(element: Element, signal: AbortSignal, callback: () => void): void {
  if (element.isConnected) return
  const observer = new MutationObserver(() => {
    if (!element.isConnected) return
    observer.disconnect()
    callback()
  })
  observer.observe(document, { childList: true, subtree: true })
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}

// Without overflow-anchor the browser scrolls the page to keep the spinner in its place when its text
// comes.
const styles = `
${panelStyles}
.resumable-inquiry-inline > .resumable-inquiry-panel {
  position: absolute; inset: 0; max-width: none; max-height: none; border-radius: 0; outline: none;
  overflow-anchor: none;
}
`

/** Creates the overlay of an inline flow. It covers the widget's box, and leaves the page as it is. */
export function createInlineOverlay(box: InlineBox, onAction: (action: string) => void): Overlay {
  let panel: Panel | undefined
  let removeStyles: (() => void) | undefined

  // The focus stays where it is in the page, unless the person is in the flow.
  const focus = () => {
    if (box.hasFocus()) panel?.element.focus({ preventScroll: true })
  }
  const hide = () => {
    panel?.element.remove()
    removeStyles?.()
    panel = removeStyles = undefined
  }

  return {
    get element() {
      return panel?.element
    },
    prepareFrame: () => box.element,
    show({ frameWidth, frameHeight, iframeTitle = defaultTitle, nonce, ...options }, content) {
      const isShown = panel !== undefined
      panel ??= createPanel(options, onAction)
      panel.setContent(content)
      if (isShown) return
      const root = box.element.getRootNode()
      removeStyles = adoptStyles(styles, nonce, root instanceof ShadowRoot ? root : document)
      const { element } = panel
      element.tabIndex = -1
      element.setAttribute('role', 'group')
      element.setAttribute('aria-label', iframeTitle)
      element.dataset['presentation'] = 'inline'
      box.setSize({ frameWidth, frameHeight })
      box.element.append(element)
      box.expand()
      // The frame that has the focus is about to be destroyed.
      focus()
    },
    focus,
    hide,
    // The page stays usable beside the widget.
    lock() {},
    release: hide,
  }
}
