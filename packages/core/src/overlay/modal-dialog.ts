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

const presses = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend']
const keys = ['keydown', 'keyup']
/** Events by which others see that the person works outside of them. */
const eventsForOthers = [...presses, ...keys, 'click', 'focusin', 'focusout', 'wheel', 'touchmove']

/** How often attributes that another dialog sets are removed, which may set them again at once. */
const maxRepairs = 20

/**
 * Creates a dialog.
 *
 * @param isOwnContent tells whether an element is ours. The page sees no event of it. It sees keys
 * pressed in content of the host's, and presses while it has no dialog open that would close.
 */
export function createModalDialog(
  { onCloseRequest, onAction, onRemoved }: ModalDialogListener,
  isOwnContent: (target: Element) => boolean,
): ModalDialog {
  const element = document.createElement('dialog')
  element.className = 'resumable-inquiry-dialog'
  element.tabIndex = -1
  let removeStyles: (() => void) | undefined
  let opened: AbortController | undefined
  let isKeptInFront = false

  // jsdom has neither method.
  const show = () => {
    if ('showModal' in element) element.showModal()
    else (element as HTMLElement).setAttribute('open', '')
  }
  const close = () => {
    if ('close' in element) element.close()
    else (element as HTMLElement).removeAttribute('open')
  }
  const raise = () => {
    const focused = document.activeElement
    close()
    show()
    if (focused instanceof HTMLElement && element.contains(focused)) {
      focused.focus({ preventScroll: true })
    }
  }

  // A listener of the window comes before those that listen while an event is captured.
  const intercept = (types: readonly string[], signal: AbortSignal, handle: Interceptor) => {
    for (const type of types) {
      window.addEventListener(
        type,
        (event) => {
          const { target } = event
          if (target instanceof Element && element.contains(target)) handle(event, target)
        },
        { capture: true, signal },
      )
    }
  }

  const listen = (signal: AbortSignal) => {
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isCovered(element)) return
        event.stopImmediatePropagation()
        event.preventDefault()
        onCloseRequest()
      },
      { capture: true, signal },
    )
    intercept(keys, signal, (event, target) => {
      if (isOwnContent(target)) event.stopImmediatePropagation()
    })
    intercept(presses, signal, (event, target) => {
      if (isOwnContent(target) || hasOtherDialog(element)) event.stopImmediatePropagation()
    })
    intercept(['click'], signal, (event, target) => {
      if (isOwnContent(target)) {
        const action = target.closest<HTMLElement>('[data-action]')?.dataset['action']
        if (action === undefined) return
        event.stopImmediatePropagation()
        onAction(action)
      } else if (isPointerClick(event) && hasOtherDialog(element)) {
        event.stopImmediatePropagation()
        event.preventDefault()
        // Some buttons ignore a click without the press before it, unless it is made by a script. It
        // waits until this one has been canceled, which resets a checkbox.
        setTimeout(() => findHtmlElement(target)?.click())
      }
    })
    for (const type of eventsForOthers) {
      element.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true })
    }

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
    // A popover in front of a modal dialog is out of reach, and hides it.
    document.addEventListener(
      'toggle',
      ({ target }) => {
        if (target instanceof Element && isOpenPopover(target) && !element.contains(target)) raise()
      },
      { capture: true, signal },
    )
  }

  const observe = (signal: AbortSignal) => {
    let repairs = 0
    // A dialog that hides everything else hides this one, too.
    const repair = new MutationObserver(() => {
      if (repairs++ === maxRepairs) repair.disconnect()
      for (const name of ['inert', 'aria-hidden', 'hidden']) element.removeAttribute(name)
    })
    repair.observe(element, { attributeFilter: ['inert', 'aria-hidden', 'hidden'] })

    const dialogs = new MutationObserver((records) => {
      const hasOpened = records.some(({ target }) => target !== element && isOpenDialog(target))
      if (isKeptInFront && hasOpened && isCovered(element)) raise()
    })
    dialogs.observe(document.documentElement, { subtree: true, attributeFilter: ['open'] })

    const removal = new MutationObserver(() => {
      if (!element.isConnected) onRemoved()
    })
    for (const parent of [document.documentElement, document.body]) {
      removal.observe(parent, { childList: true })
    }

    signal.addEventListener('abort', () => {
      for (const observer of [repair, dialogs, removal]) observer.disconnect()
    })
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
        if (isCovered(element)) raise()
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
      show()
      observe(signal)
    },
    remove() {
      if (element.open) close()
      element.remove()
      opened?.abort()
      removeStyles?.()
      opened = removeStyles = undefined
    },
  }
}

type Interceptor = (event: Event, target: Element) => void

/** Whether another modal dialog is in front of this one, which fills the viewport. */
function isCovered(element: HTMLElement): boolean {
  if (!('elementFromPoint' in document)) return false
  const hit = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)
  return hit !== null && !element.contains(hit)
}

/** Whether the page has a dialog open that may take a press on this one for a press outside of it. */
function hasOtherDialog(element: HTMLElement): boolean {
  const dialogs = document.querySelectorAll('dialog[open], [role=dialog], [role=alertdialog]')
  return [...dialogs].some((one) => !element.contains(one) && one.getClientRects().length > 0)
}

function isOpenDialog(node: Node): boolean {
  return node instanceof HTMLDialogElement && node.open
}

function isOpenPopover(element: Element): boolean {
  return element.hasAttribute('popover') && element.matches(':popover-open')
}

/** Returns the innermost element that a script can click: an icon in a button has no such method. */
function findHtmlElement(element: Element | null): HTMLElement | undefined {
  if (element === null || element instanceof HTMLElement) return element ?? undefined
  return findHtmlElement(element.parentElement)
}

function isPointerClick(event: Event): boolean {
  return event.isTrusted && event instanceof MouseEvent && event.detail > 0
}

function returnFocus(element: Element | null): void {
  const { activeElement, body } = document
  if (activeElement !== null && activeElement !== body) return
  if (element instanceof HTMLElement) element.focus({ preventScroll: true })
}
