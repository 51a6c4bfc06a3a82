/**
 * Returns whether the content of an overlay may take the focus: always in front of the page, and inline
 * only where the focus is in the overlay, since the person may be working elsewhere in the page.
 */
export function mayTakeFocus(overlay: HTMLElement): boolean {
  return !isInline(overlay) || overlay.contains(document.activeElement)
}

/** Moves the focus to an overlay, unless it is there. A modal's is in a dialog, which takes it. */
export function focusOverlay(overlay: HTMLElement): void {
  if (overlay.contains(document.activeElement)) return
  const target = isInline(overlay) ? overlay : overlay.closest('dialog')
  target?.focus({ preventScroll: true })
}

function isInline(overlay: HTMLElement): boolean {
  return overlay.dataset['presentation'] === 'inline'
}
