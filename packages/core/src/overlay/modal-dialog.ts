import { adoptStyles } from './panel.ts'

/** A native `<dialog>` in front of the page, whatever the page's own dialogs lock, hide or trap. */
export interface ModalDialog {
  readonly element: HTMLDialogElement
  /** Adds the dialog to the page, closed. Does nothing while it is there. */
  append(nonce: string | undefined): void
  /**
   * Opens the dialog in front of all others.
   *
   * @param isKeptInFront raises it again when another dialog opens in front of it, until the next call.
   */
  open(options: { title: string; nonce: string | undefined; isKeptInFront: boolean }): void
  /** Guards the dialog against the page's other dialogs while it is open, from now on. */
  guard(create: CreateDialogGuard): void
  /** Closes and removes the dialog, and returns the focus to where it was. */
  remove(): void
}

/** What a dialog reports. */
export interface ModalDialogListener {
  /** The person pressed Escape, or made the gesture for it. The dialog stays open. */
  onCloseRequest(): void
  /** The person pressed a button of ours, by its `data-action`. */
  onAction(action: string): void
  /** The host has removed the dialog with the content of its page. */
  onRemoved(): void
}

/** A dialog that is guarded while it is open. */
export interface GuardedDialog {
  readonly element: HTMLDialogElement
  show(): void
  close(): void
  /** Whether it is raised again when another dialog opens in front of it. */
  isKeptInFront(): boolean
  /**
   * Whether an element is ours. The page sees no event of it. It sees keys pressed in content of the
   * host's, and presses while it has no dialog open that would close.
   */
  isOwnContent(target: Element): boolean
}

/** Guards a dialog against what the page's own dialogs trap, hide or lay over it. */
export interface DialogGuard {
  /** Opens the dialog again where another one is in front of it. */
  raiseIfCovered(): void
}

/** Guards a dialog until the signal is aborted. */
export type CreateDialogGuard = (
  dialog: GuardedDialog,
  listener: ModalDialogListener,
  signal: AbortSignal,
) => DialogGuard

// A host's modal makes the rest of its page inert, invisible to clicks, or scrolled by itself. None of
// that reaches an element in the top layer whose own properties say otherwise. The id, which no element
// has, lends its weight to the class.
const dialog = ':is(#resumable-inquiry, .resumable-inquiry-dialog)'
const dialogStyles = `
${dialog} {
  display: block !important; position: fixed !important; inset: 0 !important;
  box-sizing: border-box !important; width: 100% !important; height: 100% !important;
  max-width: none !important; max-height: none !important; margin: 0 !important;
  border: 0 !important; padding: 0 !important; overflow: hidden !important;
  background: none !important; outline: none !important; opacity: 1 !important;
  transform: none !important; filter: none !important; visibility: visible !important;
}
${dialog}:not([open]) { display: none !important }
${dialog}::backdrop { background: none !important }
${dialog}, ${dialog} :is(iframe, .persona-widget__overlay, .resumable-inquiry-backdrop, .resumable-inquiry-panel) {
  pointer-events: auto !important;
}
${dialog} .persona-widget__overlay {
  background-color: var(--resumable-inquiry-backdrop, rgb(0 0 0 / 70%)) !important;
}
@media (prefers-reduced-motion: reduce) {
  ${dialog} :is(.persona-widget__overlay, .persona-widget__iframe) { animation: none !important }
}
`
const scrollLock = 'html { overflow: hidden !important }'

/**
 * Creates a dialog.
 *
 * @param isOwnContent tells whether an element is ours, as a guard needs it.
 */
export function createModalDialog(
  listener: ModalDialogListener,
  isOwnContent: (target: Element) => boolean,
): ModalDialog {
  const element = document.createElement('dialog')
  element.className = 'resumable-inquiry-dialog'
  element.tabIndex = -1
  let removeStyles: (() => void) | undefined
  let opened: AbortController | undefined
  let isKeptInFront = false
  let createGuard: CreateDialogGuard | undefined
  let guard: DialogGuard | undefined

  // jsdom has neither method.
  const show = () => {
    if ('showModal' in element) element.showModal()
    else (element as HTMLElement).setAttribute('open', '')
  }
  const close = () => {
    if ('close' in element) element.close()
    else (element as HTMLElement).removeAttribute('open')
  }
  const guardOpened = () => {
    if (opened === undefined) return
    guard = createGuard?.(
      { element, show, close, isKeptInFront: () => isKeptInFront, isOwnContent },
      listener,
      opened.signal,
    )
  }

  const listen = (signal: AbortSignal) => {
    element.addEventListener(
      'cancel',
      (event) => {
        if (event.target !== element) return
        event.preventDefault()
        listener.onCloseRequest()
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
  }

  return {
    element,
    append(nonce) {
      if (element.isConnected) return
      removeStyles ??= adoptStyles(dialogStyles, nonce)
      document.body.append(element)
    },
    open({ title, nonce, isKeptInFront: isKept }) {
      this.append(nonce)
      isKeptInFront = isKept
      if (opened !== undefined) {
        guard?.raiseIfCovered()
        return
      }
      opened = new AbortController()
      const { signal } = opened
      const unlockScrolling = adoptStyles(scrollLock, nonce)
      const focused = document.activeElement
      signal.addEventListener('abort', () => {
        unlockScrolling()
        returnFocus(focused)
      })
      element.setAttribute('aria-label', title)
      listen(signal)
      guardOpened()
      show()
    },
    guard(create) {
      createGuard = create
      if (guard === undefined) guardOpened()
    },
    remove() {
      if (element.open) close()
      element.remove()
      opened?.abort()
      removeStyles?.()
      opened = guard = removeStyles = undefined
    },
  }
}

function returnFocus(element: Element | null): void {
  const { activeElement, body } = document
  if (activeElement !== null && activeElement !== body) return
  if (element instanceof HTMLElement) element.focus({ preventScroll: true })
}
