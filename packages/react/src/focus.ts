/**
 * Returns whether the content of an overlay may take the focus: always in front of the page, and inline
 * only where the focus is in the overlay, since the person may be working elsewhere in the page.
 */
export function mayTakeFocus(overlay: HTMLElement): boolean {
  return !isInline(overlay) || hasFocus(overlay)
}

/** Moves the focus to an overlay, unless it is there. A modal's is in a dialog, which takes it. */
export function focusOverlay(overlay: HTMLElement): void {
  if (hasFocus(overlay)) return
  const target = isInline(overlay) ? overlay : overlay.closest('dialog')
  target?.focus({ preventScroll: true })
}

/** A shadow tree has an active element of its own, and the document only its host. */
function hasFocus(overlay: HTMLElement): boolean {
  const root = overlay.getRootNode()
  const { activeElement } = root instanceof ShadowRoot ? root : document
  return overlay.contains(activeElement)
}

function isInline(overlay: HTMLElement): boolean {
  return overlay.dataset['presentation'] === 'inline'
}
