import { warnOnce } from '../development.ts'
import { createModalDialog } from './modal-dialog.ts'
import type { Overlay, OverlayOptions } from './overlay.ts'
import {
  modalStyles,
  adoptStyles,
  createPanel,
  defaultTitle,
  type Panel,
  panelStyles,
} from './panel.ts'

const styles = `
${modalStyles('.resumable-inquiry-backdrop', '.resumable-inquiry-panel')}
${panelStyles}
@media (prefers-reduced-motion: no-preference) {
  .resumable-inquiry-backdrop[data-enters] { animation: resumable-inquiry-darken 0.3s }
  [data-enters] > .resumable-inquiry-panel { animation: resumable-inquiry-rise 0.3s ease-out }
}
@keyframes resumable-inquiry-darken { from { background-color: transparent } }
@keyframes resumable-inquiry-rise { from { transform: translateY(12px) } }
`

/** Sizes that the SDK sets on its frame as the theme and the options want them. */
const sizes = ['minWidth', 'maxWidth', 'minHeight', 'maxHeight'] as const

/** What a modal overlay reports. */
export interface ModalListener {
  /** The person pressed Escape outside of the widget. */
  onCloseRequest(): void
  /** The person pressed a button of ours, by its `data-action`. */
  onAction(action: string): void
  /** The page is this overlay's no more: another one has taken it, or the host has removed it. */
  onReplaced(): void
}

/**
 * Creates the overlay of a modal flow: a dialog over the whole page, with the widget or the panel in
 * its middle. Takes the page until its release.
 */
export function createModalOverlay(listener: ModalListener): Overlay {
  const releasePage = acquirePage(listener.onReplaced)
  let backdrop: HTMLElement | undefined
  let panel: Panel | undefined
  let removeStyles: (() => void) | undefined

  const dialog = createModalDialog(
    { ...listener, onRemoved: listener.onReplaced },
    (target) =>
      target.closest('.resumable-inquiry-default, .resumable-inquiry-content') !== null ||
      target === panel?.element ||
      panel?.element.contains(target) !== true,
  )
  const open = ({ iframeTitle = defaultTitle, nonce }: OverlayOptions, isKeptInFront: boolean) =>
    dialog.open({ title: iframeTitle, nonce, isKeptInFront })
  const createBackdrop = (content: HTMLElement): HTMLElement => {
    const element = document.createElement('div')
    element.className = 'resumable-inquiry-backdrop'
    const frame = dialog.element.querySelector('iframe')
    if (frame?.offsetParent) {
      for (const name of sizes) content.style[name] = frame.style[name]
      content.style.borderRadius = getComputedStyle(frame).borderRadius
    } else element.dataset['enters'] = ''
    element.append(content)
    return element
  }
  const hide = () => {
    backdrop?.remove()
    removeStyles?.()
    backdrop = panel = removeStyles = undefined
  }

  return {
    get element() {
      return panel?.element
    },
    prepareFrame({ nonce }) {
      dialog.append(nonce)
      return dialog.element
    },
    show(options, content) {
      const isShown = panel !== undefined
      panel ??= createPanel(options, listener.onAction)
      panel.setContent(content)
      backdrop ??= createBackdrop(panel.element)
      open(options, content.isWaiting)
      if (isShown) return
      removeStyles = adoptStyles(styles, options.nonce)
      // A dialog that is opened gives the focus to its first button, so that comes later.
      dialog.element.append(backdrop)
    },
    focus() {
      const { element } = dialog
      if (!element.contains(document.activeElement)) element.focus({ preventScroll: true })
    },
    hide,
    guard: dialog.guard,
    lock(options) {
      open(options, false)
    },
    release() {
      hide()
      dialog.remove()
      releasePage()
    },
  }
}

let closeCurrent: (() => void) | undefined

/** Whether a modal flow has the page. */
export function isPageTaken(): boolean {
  return closeCurrent !== undefined
}

/**
 * Takes the page for one modal flow, and closes the flow that had it: two live modal widgets share
 * style ids, and destroying one removes the styles of the other.
 *
 * @param close closes this flow when another one takes the page.
 * @returns a function that releases the page.
 */
function acquirePage(close: () => void): () => void {
  if (closeCurrent !== undefined) {
    warnOnce(
      'A second modal inquiry was opened while another was open. Only one fits on the page, so the first was closed. Open them one after the other.',
    )
    closeCurrent()
  }
  closeCurrent = close
  return () => {
    if (closeCurrent === close) closeCurrent = undefined
  }
}
