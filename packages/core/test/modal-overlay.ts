import { type Mock, vi } from 'vitest'
import { createDialogGuard } from '../src/overlay/dialog-guard.ts'
import { createModalOverlay } from '../src/overlay/modal-overlay.ts'
import type { Overlay } from '../src/overlay/overlay.ts'

/** Hears what the overlay reports. */
export const overlayListener: Record<'onCloseRequest' | 'onAction' | 'onReplaced', Mock> = {
  onCloseRequest: vi.fn(),
  onAction: vi.fn(),
  onReplaced: vi.fn(),
}

export const waiting = { text: 'One moment', isWaiting: true }

/** A page with a focused button, and an overlay that has its guard and is not shown yet. */
export interface OverlayPage {
  overlay: Overlay
  page: HTMLElement
  button: HTMLButtonElement
}

export function createOverlayPage(): OverlayPage {
  for (const mock of Object.values(overlayListener)) mock.mockReset()
  const page = document.createElement('main')
  const button = document.createElement('button')
  button.textContent = 'Verify'
  page.append(button)
  document.body.append(page)
  button.focus()
  const overlay = createModalOverlay(overlayListener)
  overlay.guard?.(createDialogGuard)
  return { overlay, page, button }
}

export function getDialog(): HTMLDialogElement | null {
  return document.querySelector('dialog.resumable-inquiry-dialog')
}

/** How the page overflows, which a lock hides. */
export function getOverflow(): string {
  return getComputedStyle(document.documentElement).overflowY
}

/** Whether the person can click and focus an element in the middle of the viewport. */
export function isInReach(element: HTMLElement): boolean {
  const hit = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
  return hit !== null && element.contains(hit)
}
