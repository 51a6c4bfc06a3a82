/** The page behind a modal: not to be scrolled, clicked, tabbed through or read out. */
export interface PageLock {
  /** Gives the page back as it was: scrolling, scroll position, and focus where it is free. */
  release(): void
}

/**
 * Locks the page behind a modal, all but `front`. Elements that come to the body later are not
 * locked.
 */
export function lockPage(front: HTMLElement): PageLock {
  const { documentElement: root, body } = document
  const focused = document.activeElement
  const { scrollX, scrollY } = window
  const { overflow } = root.style

  const locked = [...body.children].filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement && element !== front && !element.inert,
  )
  for (const element of locked) element.inert = true
  root.style.overflow = 'hidden'

  return {
    release() {
      for (const element of locked) element.inert = false
      root.style.overflow = overflow
      // The SDK hides the body's children on small screens, which scrolls the page to its top.
      window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
      const isFocusFree =
        document.activeElement === null || document.activeElement === document.body
      if (isFocusFree && focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    },
  }
}
