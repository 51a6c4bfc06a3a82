import type { CreateDialogGuard } from './modal-dialog.ts'

const presses = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend']
const keys = ['keydown', 'keyup']
/** Events by which others see that the person works outside of them. */
const eventsForOthers = [...presses, ...keys, 'click', 'focusin', 'focusout', 'wheel', 'touchmove']

const hidingAttributes = ['inert', 'aria-hidden', 'hidden']

/** How often attributes that another dialog sets are removed, which may set them again at once. */
const maxRepairs = 20

export const createDialogGuard: CreateDialogGuard = (dialog, listener, signal) => {
  const { element } = dialog

  const raise = () => {
    const focused = document.activeElement
    dialog.close()
    dialog.show()
    if (focused instanceof HTMLElement && element.contains(focused)) {
      focused.focus({ preventScroll: true })
    }
  }

  // A listener of the window comes before those that listen while an event is captured.
  const intercept = (types: readonly string[], handle: Interceptor) => {
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

  const listen = () => {
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isCovered(element)) return
        event.stopImmediatePropagation()
        event.preventDefault()
        listener.onCloseRequest()
      },
      { capture: true, signal },
    )
    intercept(keys, (event, target) => {
      if (dialog.isOwnContent(target)) event.stopImmediatePropagation()
    })
    intercept(presses, (event, target) => {
      if (dialog.isOwnContent(target) || hasOtherDialog(element)) event.stopImmediatePropagation()
    })
    intercept(['click'], (event, target) => {
      if (dialog.isOwnContent(target)) {
        const action = target.closest<HTMLElement>('[data-action]')?.dataset['action']
        if (action === undefined) return
        event.stopImmediatePropagation()
        listener.onAction(action)
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

    // A popover in front of a modal dialog is out of reach, and hides it.
    document.addEventListener(
      'toggle',
      ({ target }) => {
        if (!(target instanceof Element) || !isOpenPopover(target)) return
        // One that belongs to a dialog in front of this one is in reach there.
        if (!element.contains(target) && !isCovered(element, target)) raise()
      },
      { capture: true, signal },
    )
  }

  const observe = () => {
    let repairs = 0
    const reveal = () => {
      for (const name of hidingAttributes) element.removeAttribute(name)
    }
    // A dialog that hides everything else hides this one, too, and may have done so already.
    const repair = new MutationObserver(() => {
      if (repairs++ === maxRepairs) repair.disconnect()
      reveal()
    })
    reveal()
    repair.observe(element, { attributeFilter: hidingAttributes })

    const dialogs = new MutationObserver((records) => {
      const hasOpened = records.some(({ target }) => target !== element && isOpenDialog(target))
      if (dialog.isKeptInFront() && hasOpened && isCovered(element)) raise()
    })
    dialogs.observe(document.documentElement, { subtree: true, attributeFilter: ['open'] })

    const removal = new MutationObserver(() => {
      if (!element.isConnected) listener.onRemoved()
    })
    for (const parent of [document.documentElement, document.body]) {
      removal.observe(parent, { childList: true })
    }

    signal.addEventListener('abort', () => {
      for (const observer of [repair, dialogs, removal]) observer.disconnect()
    })
  }

  const raiseIfCovered = () => {
    if (isCovered(element)) raise()
  }

  listen()
  observe()
  // A guard that comes late finds what has happened until then.
  if (!element.isConnected) listener.onRemoved()
  else if (element.open && dialog.isKeptInFront()) raiseIfCovered()
  return { raiseIfCovered }
}

type Interceptor = (event: Event, target: Element) => void

/**
 * Whether another modal dialog is in front of this one, which fills the viewport.
 *
 * @param popover may be in front of either, and is none.
 */
function isCovered(element: HTMLElement, popover?: Element): boolean {
  if (!('elementsFromPoint' in document)) return false
  const hits = document.elementsFromPoint(window.innerWidth / 2, window.innerHeight / 2)
  const hit = hits.find((one) => popover?.contains(one) !== true)
  return hit !== undefined && !element.contains(hit)
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
