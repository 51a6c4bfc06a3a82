import { adoptStyles } from './adopt-styles.ts'
import { createModalDialog } from './modal-dialog.ts'
import type { Overlay, OverlayOptions } from './overlay.ts'
import { createPanel, defaultTitle, panelStyles } from './panel.ts'

const styles = `
.resumable-inquiry-backdrop {
  position: fixed; inset: 0; z-index: 9999; display: grid; place-items: center;
  background: rgb(0 0 0 / 70%);
}
${panelStyles}
@media (min-width: 600.02px) and (min-height: 600.02px) {
  .resumable-inquiry-panel { max-width: 400px; max-height: 650px }
}
`

/**
 * Creates the overlay of a modal flow: a dialog over the whole page, with the widget or the panel in
 * its middle.
 *
 * @param onCloseRequest is called when the person presses Escape outside of the widget.
 */
export function createModalOverlay(onCloseRequest: () => void): Overlay {
  let backdrop: HTMLElement | undefined
  let panel: HTMLElement | undefined
  let removeStyles: (() => void) | undefined

  const dialog = createModalDialog(
    onCloseRequest,
    (target) =>
      target.closest('.resumable-inquiry-default, .resumable-inquiry-content') !== null ||
      target === panel ||
      panel?.contains(target) !== true,
  )
  const open = ({ iframeTitle = defaultTitle, nonce }: OverlayOptions, isKeptInFront: boolean) =>
    dialog.open({ title: iframeTitle, nonce, isKeptInFront })
  const hide = () => {
    backdrop?.remove()
    removeStyles?.()
    backdrop = panel = removeStyles = undefined
  }

  return {
    get element() {
      return panel
    },
    prepareFrame() {
      dialog.append()
      return dialog.element
    },
    show(options, { text, isWaiting }) {
      if (backdrop === undefined) {
        removeStyles = adoptStyles(styles, options.nonce)
        panel = createPanel(options, text)
        backdrop = document.createElement('div')
        backdrop.className = 'resumable-inquiry-backdrop'
        backdrop.append(panel)
        dialog.element.append(backdrop)
      }
      open(options, isWaiting)
    },
    focus() {
      const { element } = dialog
      if (!element.contains(document.activeElement)) element.focus({ preventScroll: true })
    },
    hide,
    lock(options) {
      open(options, false)
    },
    release() {
      hide()
      dialog.remove()
    },
  }
}
