import { warnOnce } from '../development.ts'
import { adoptStyles } from './adopt-styles.ts'

let closeCurrent: (() => void) | undefined

/**
 * Takes the page for one modal flow, and closes the flow that had it: two live modal widgets share
 * style ids, and destroying one removes the styles of the other.
 *
 * @param close closes this flow when another one takes the page.
 * @returns a function that releases the page.
 */
export function acquireModal(close: () => void): () => void {
  if (closeCurrent !== undefined) {
    warnOnce(
      'A second modal inquiry was opened while one was open, and there is room for one: the first was closed. Open them one after the other.',
    )
    closeCurrent()
  }
  closeCurrent = close
  return () => {
    if (closeCurrent === close) closeCurrent = undefined
  }
}

/** A lock that keeps the page behind a modal from being scrolled, clicked, focused or read out. */
export interface PageLock {
  /** Restores scrolling, the scroll position, and the focus where nothing else has it. */
  release(): void
}

/**
 * Locks the page behind a modal, all but `front`. Elements added to the body later are not locked.
 *
 * A dialog of the host's that closes meanwhile restores what it found when it opened. So a style
 * sheet stops scrolling rather than a property that others save and restore, and an element that
 * others make reachable becomes inert again until the release.
 *
 * @param takeFocus moves the focus into the modal.
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
