import { adoptStyles } from './adopt-styles.ts'

/** The page behind a modal: not to be scrolled, clicked, tabbed through or read out. */
export interface PageLock {
  /** Gives the page back: scrolling, scroll position, and focus where it is free. */
  release(): void
}

/**
 * Locks the page behind a modal, all but `front`. Elements that come to the body later are not
 * locked.
 *
 * A dialog of the host's that closes meanwhile puts back what it found when it opened. So scrolling
 * is stopped by a style sheet rather than by a property that others save and restore, and elements
 * that others set free stay inert until the release.
 *
 * @param takeFocus puts the focus into the modal.
 */
export function lockPage(front: HTMLElement, takeFocus: () => void): PageLock {
  const { body } = document
  const focused = document.activeElement
  const { scrollX, scrollY } = window
  const removeStyles = adoptStyles('html { overflow: hidden !important }')

  /** Whether each element would be inert without this lock. */
  const locked = new Map<HTMLElement, boolean>()
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      if (!(target instanceof HTMLElement) || target.inert) continue
      locked.set(target, false)
      target.inert = true
    }
    observer.takeRecords()
    const isFocusLost = document.activeElement === null || document.activeElement === body
    const isFocusBehind = [...locked.keys()].some((one) => one.contains(document.activeElement))
    if (isFocusLost || isFocusBehind) takeFocus()
  })
  for (const element of body.children) {
    if (!(element instanceof HTMLElement) || element === front) continue
    locked.set(element, element.inert)
    element.inert = true
    observer.observe(element, { attributes: true, attributeFilter: ['inert'] })
  }

  return {
    release() {
      observer.disconnect()
      for (const [element, isInert] of locked) element.inert = isInert
      removeStyles()
      // The SDK hides the body's children on small screens, which scrolls the page to its top.
      window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
      const isFocusFree = document.activeElement === null || document.activeElement === body
      if (isFocusFree && focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    },
  }
}
