/**
 * Tells whether the content of an overlay may take the focus: always in front of the page, and inline
 * only where the focus is in the overlay, since the person may be working elsewhere in the page.
 */
export function mayTakeFocus(overlay: HTMLElement): boolean {
  return overlay.dataset['presentation'] !== 'inline' || overlay.contains(document.activeElement)
}
