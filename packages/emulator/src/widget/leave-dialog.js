import { pageElement } from './element.js'

/**
 * Asks before leaving. What the person has typed stays on the screen behind it.
 *
 * @param {{ hasCloseButton: boolean, isNeeded: () => boolean, onLeave: () => void }} options
 * @returns {{ ask: () => void, close: () => void }}
 */
export function createLeaveDialog({ hasCloseButton, isNeeded, onLeave }) {
  const dialog = pageElement('leave', HTMLDialogElement)
  const closeButton = pageElement('close', HTMLButtonElement)
  const ask = () => {
    if (!isNeeded()) onLeave()
    else if (!dialog.open) dialog.showModal()
  }
  closeButton.hidden = !hasCloseButton
  closeButton.addEventListener('click', ask)
  pageElement('stay', HTMLButtonElement).addEventListener('click', () => dialog.close())
  pageElement('leave-now', HTMLButtonElement).addEventListener('click', onLeave)
  return { ask, close: () => dialog.close() }
}
