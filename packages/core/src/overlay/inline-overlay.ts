import type { InlineBox } from '../frame/inline-box.ts'
import { adoptStyles, createPanel, defaultTitle, panelStyles } from './panel.ts'
import type { Overlay } from './overlay.ts'

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
export function createInlineOverlay(box: InlineBox): Overlay {
  let panel: HTMLElement | undefined
  let removeStyles: (() => void) | undefined

  // The focus stays where it is in the page, unless the person is in the flow.
  const focus = () => {
    if (box.hasFocus()) panel?.focus({ preventScroll: true })
  }
  const hide = () => {
    panel?.remove()
    removeStyles?.()
    panel = removeStyles = undefined
  }

  return {
    get element() {
      return panel
    },
    prepareFrame: () => box.element,
    show({ frameWidth, frameHeight, iframeTitle = defaultTitle, nonce, ...options }, { text }) {
      if (panel !== undefined) return
      const root = box.element.getRootNode()
      removeStyles = adoptStyles(styles, nonce, root instanceof ShadowRoot ? root : document)
      panel = createPanel(options, text)
      panel.tabIndex = -1
      panel.setAttribute('role', 'group')
      panel.setAttribute('aria-label', iframeTitle)
      panel.dataset['presentation'] = 'inline'
      box.setSize({ frameWidth, frameHeight })
      box.element.append(panel)
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
