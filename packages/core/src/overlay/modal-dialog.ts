import { adoptStyles } from './panel.ts'

/** A native `<dialog>` in front of the page, whatever the page's own dialogs lock, hide or trap. */
export interface ModalDialog {
  readonly element: HTMLDialogElement
  /** Adds the dialog to the page, closed. Does nothing while it is there. */
  append(): void
  /**
   * Opens the dialog in front of all others.
   *
   * @param isKeptInFront raises it again when another dialog opens in front of it, until the next call.
   */
  open(options: { title: string; nonce: string | undefined; isKeptInFront: boolean }): void
  /** Closes and removes the dialog, and returns the focus to where it was. */
  remove(): void
}

// A host's modal makes the rest of its page inert, invisible to clicks, or scrolled by itself. None of
// that reaches an element in the top layer whose own properties say otherwise.
const styles = `
html { overflow: hidden !important }
.resumable-inquiry-dialog {
  position: fixed; inset: 0; box-sizing: border-box; width: 100%; height: 100%;
  max-width: none; max-height: none; margin: 0; border: 0; padding: 0; overflow: hidden;
  background: none; outline: none; visibility: visible; pointer-events: auto;
}
.resumable-inquiry-dialog::backdrop { background: none }
`

/** Events by which other dialogs see that the person works outside of them, and close. */
const eventsForOthers = [
  'pointerdown',
  'mousedown',
  'touchstart',
  'pointerup',
  'mouseup',
  'touchend',
  'click',
  'focusin',
  'focusout',
  'keydown',
]

/**
 * Creates a dialog.
 *
 * @param onCloseRequest is called when the person presses Escape or makes the gesture for it. The
 * dialog stays open.
 * @param isOwnContent tells whether an element is ours: a press on it is withheld from the page. A
 * press on content of the host's is not, since the host's buttons may need it.
 */
export function createModalDialog(
  onCloseRequest: () => void,
  isOwnContent: (target: Element) => boolean,
): ModalDialog {
  const element = document.createElement('dialog')
  element.className = 'resumable-inquiry-dialog'
  element.tabIndex = -1
  let opened: AbortController | undefined
  let stopKeepingInFront: (() => void) | undefined

  const show = () => {
    // jsdom has neither method.
    if ('showModal' in element) element.showModal()
    else (element as HTMLElement).setAttribute('open', '')
  }
  const raise = () => {
    if (!isCovered(element)) return
    const focused = document.activeElement
    element.close()
    show()
    if (focused instanceof HTMLElement && element.contains(focused)) {
      focused.focus({ preventScroll: true })
    }
  }

  const listen = (signal: AbortSignal) => {
    for (const type of eventsForOthers) {
      element.addEventListener(type, (event) => event.stopPropagation(), { signal })
    }
    // Some listen while the event is captured, which only a listener of the window comes before.
    for (const type of ['pointerdown', 'mousedown', 'touchstart']) {
      window.addEventListener(
        type,
        (event) => {
          const { target } = event
          if (!(target instanceof Element) || !element.contains(target)) return
          if (isOwnContent(target)) event.stopPropagation()
        },
        { capture: true, signal },
      )
    }
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isCovered(element)) return
        event.stopPropagation()
        event.preventDefault()
        onCloseRequest()
      },
      { capture: true, signal },
    )
    element.addEventListener(
      'cancel',
      (event) => {
        if (event.target !== element) return
        event.preventDefault()
        onCloseRequest()
      },
      { signal },
    )
    // A browser closes the dialog at the second request in a row, whatever becomes of the event.
    element.addEventListener(
      'close',
      (event) => {
        if (event.target === element && !element.open) show()
      },
      { signal },
    )
    // A dialog that hides everything else hides this one, too.
    const observer = new MutationObserver(() => {
      for (const name of ['inert', 'aria-hidden', 'hidden']) element.removeAttribute(name)
    })
    observer.observe(element, { attributeFilter: ['inert', 'aria-hidden', 'hidden'] })
    signal.addEventListener('abort', () => observer.disconnect())
  }

  return {
    element,
    append() {
      if (!element.isConnected) document.body.append(element)
    },
    open({ title, nonce, isKeptInFront }) {
      this.append()
      if (opened === undefined) {
        opened = new AbortController()
        const { signal } = opened
        const removeStyles = adoptStyles(styles, nonce)
        const focused = document.activeElement
        signal.addEventListener('abort', () => {
          removeStyles()
          returnFocus(focused)
        })
        element.setAttribute('aria-label', title)
        listen(signal)
      }
      // Looking for what covers the dialog takes a layout. Nothing covers one that has just opened.
      if (element.open) raise()
      else show()
      stopKeepingInFront?.()
      stopKeepingInFront = isKeptInFront ? onDialogOpen(raise) : undefined
    },
    remove() {
      stopKeepingInFront?.()
      stopKeepingInFront = undefined
      if (element.open && 'close' in element) element.close()
      element.remove()
      opened?.abort()
      opened = undefined
    },
  }
}

/** Whether another modal dialog is in front of this one, which fills the viewport. */
function isCovered(dialog: HTMLElement): boolean {
  if (!('elementFromPoint' in document)) return false
  const hit = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)
  return hit !== null && !dialog.contains(hit)
}

/** Calls back when a native dialog has opened in the document. */
function onDialogOpen(callback: () => void): () => void {
  const observer = new MutationObserver(callback)
  observer.observe(document.documentElement, { subtree: true, attributeFilter: ['open'] })
  return () => observer.disconnect()
}

function returnFocus(element: Element | null): void {
  const { activeElement, body } = document
  if (activeElement !== null && activeElement !== body) return
  if (element instanceof HTMLElement) element.focus({ preventScroll: true })
}
