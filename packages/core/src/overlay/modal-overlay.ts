import { adoptStyles } from './adopt-styles.ts'
import type { Overlay } from './overlay.ts'
import { lockPage, type PageLock } from './page-lock.ts'
import { createPanel, panelStyles } from './panel.ts'

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

/** Creates the overlay of a modal flow, in the middle of a backdrop over the whole page. */
export function createModalOverlay(): Overlay {
  let backdrop: HTMLElement | undefined
  let panel: HTMLElement | undefined
  let removeStyles: (() => void) | undefined
  let front: HTMLElement | undefined
  let pageLock: PageLock | undefined

  const focus = () => {
    if (panel === undefined) front?.querySelector('iframe')?.focus()
    else if (!panel.contains(document.activeElement)) panel.focus({ preventScroll: true })
  }
  const lock = (element: HTMLElement) => {
    front = element
    pageLock ??= lockPage(element, focus)
  }
  const hide = () => {
    backdrop?.remove()
    removeStyles?.()
    backdrop = panel = removeStyles = undefined
  }

  return {
    get element() {
      return panel
    },
    show(options, text) {
      if (backdrop !== undefined) return
      removeStyles = adoptStyles(styles)
      panel = createPanel(options, text)
      panel.role = 'dialog'
      panel.ariaModal = 'true'
      backdrop = document.createElement('div')
      backdrop.className = 'resumable-inquiry-backdrop'
      backdrop.append(panel)
      document.body.append(backdrop)
      lock(backdrop)
    },
    focus,
    hide,
    lock,
    release() {
      hide()
      pageLock?.release()
      pageLock = front = undefined
    },
  }
}
