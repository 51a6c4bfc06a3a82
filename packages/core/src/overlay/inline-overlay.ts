import type { InlineBox } from '../frame/inline-box.ts'
import { adoptStyles } from './adopt-styles.ts'
import type { Overlay } from './overlay.ts'
import { createPanel, panelStyles } from './panel.ts'

// Without overflow-anchor the browser scrolls the page to keep the spinner in its place when its text
// comes.
const styles = `
${panelStyles}
.resumable-inquiry-inline > .resumable-inquiry-panel {
  position: absolute; inset: 0; max-width: none; max-height: none; border-radius: 0;
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
    show({ frameWidth, frameHeight, ...options }, text) {
      if (panel !== undefined) return
      removeStyles = adoptStyles(styles)
      panel = createPanel(options, text)
      panel.role = 'group'
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
