import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDialogGuard } from './dialog-guard.ts'
import { createModalOverlay } from './modal-overlay.ts'
import type { Overlay } from './overlay.ts'

let overlay: Overlay

beforeEach(() => {
  const ignore = () => {}
  overlay = createModalOverlay({ onCloseRequest: ignore, onAction: ignore, onReplaced: ignore })
  overlay.guard?.(createDialogGuard)
})

afterEach(() => {
  overlay.release()
  document.body.replaceChildren()
})

/** Shows a dialog of the host with a button in it. */
function showDialog(): { dialog: HTMLDialogElement; button: HTMLButtonElement } {
  const dialog = document.createElement('dialog')
  const button = document.createElement('button')
  dialog.append(button)
  document.body.append(dialog)
  dialog.showModal()
  return { dialog, button }
}

/** Shows a popover in an element, and waits until that was reported. */
async function showPopover(parent: Element, style = ''): Promise<HTMLElement> {
  const popover = document.createElement('div')
  popover.popover = 'manual'
  popover.textContent = 'Popover'
  popover.style.cssText = style
  parent.append(popover)
  const shown = new Promise((resolve) => popover.addEventListener('toggle', resolve))
  popover.showPopover()
  await shown
  return popover
}

function takesFocus(element: HTMLElement): boolean {
  element.focus()
  return document.activeElement === element
}

test.each([
  ['in the middle of the page', ''],
  ['in a corner', 'inset: 0 auto auto 0; margin: 0'],
])(
  'a popover %s leaves the dialog that it is in, and that is in front, usable',
  async (_, style) => {
    overlay.lock({})
    const { dialog, button } = showDialog()
    const popover = await showPopover(dialog, style)
    expect(takesFocus(button)).toBe(true)
    popover.tabIndex = -1
    expect(takesFocus(popover)).toBe(true)
    await showPopover(popover, style)
    expect(takesFocus(button)).toBe(true)
  },
)

test('a popover in a dialog behind the overlay leaves the overlay in front', async () => {
  const { dialog, button } = showDialog()
  overlay.lock({})
  const own = overlay.prepareFrame({})
  await showPopover(dialog)
  expect(takesFocus(button)).toBe(false)
  const hit = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
  expect(own.contains(hit)).toBe(true)
})
