import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import {
  createOverlayPage,
  getDialog,
  getOverflow,
  isInReach,
  overlayListener,
  waiting,
} from '../../test/modal-overlay.ts'
import { createDialogGuard } from './dialog-guard.ts'
import { createModalOverlay } from './modal-overlay.ts'
import type { Overlay } from './overlay.ts'

const { onCloseRequest, onAction, onReplaced } = overlayListener
let overlay: Overlay
let page: HTMLElement
let button: HTMLButtonElement

beforeEach(() => {
  ;({ overlay, page, button } = createOverlayPage())
})

afterEach(() => {
  overlay.release()
  document.body.replaceChildren()
})

describe('a guard that comes once the overlay is shown', () => {
  beforeEach(() => {
    overlay.release()
    overlay = createModalOverlay(overlayListener)
    overlay.show({}, waiting)
  })

  test('undoes what another dialog has done to it', async () => {
    const element = getDialog() ?? page
    element.setAttribute('inert', '')
    element.setAttribute('aria-hidden', 'true')
    const host = addNativeDialog()
    expect(isInReach(element)).toBe(false)
    overlay.guard?.(createDialogGuard)
    expect(isInReach(element)).toBe(true)
    host.close()
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).toHaveBeenCalledOnce()
  })

  test('reports that the host has removed it', () => {
    document.body.replaceChildren(page)
    overlay.guard?.(createDialogGuard)
    expect(onReplaced).toHaveBeenCalledOnce()
  })
})

describe('among dialogs of the host', () => {
  test.each(['before', 'while'])(
    'can be used under a lock of the page that was set %s',
    async (order) => {
      const lock = () => {
        document.body.style.pointerEvents = 'none'
        document.body.style.overflow = 'hidden'
        document.documentElement.style.overflow = 'hidden'
        for (const element of document.body.children) {
          element.setAttribute('inert', '')
          element.setAttribute('aria-hidden', 'true')
        }
      }
      if (order === 'before') lock()
      overlay.show({}, waiting)
      if (order === 'while') lock()
      await expect.poll(() => getDialog()?.hasAttribute('inert')).toBe(false)
      expect(getDialog()?.hasAttribute('aria-hidden')).toBe(false)
      expect(isInReach(getDialog() ?? page)).toBe(true)
      document.body.style.overflow = ''
      document.documentElement.style.overflow = ''
      expect(getOverflow()).toBe('hidden')
      overlay.release()
      expect(getOverflow()).not.toBe('hidden')
      document.body.style.pointerEvents = ''
    },
  )

  test('opens in front of a native one, which can be used again afterwards', () => {
    const host = addNativeDialog()
    overlay.show({}, waiting)
    expect(isInReach(getDialog() ?? page)).toBe(true)
    overlay.release()
    expect(isInReach(host)).toBe(true)
  })

  test('comes in front again of a native one that opens while the person waits', async () => {
    overlay.show({}, waiting)
    overlay.focus()
    const host = addNativeDialog()
    await expect.poll(() => isInReach(getDialog() ?? page)).toBe(true)
    expect(document.activeElement).toBe(getDialog())
    host.close()
    overlay.release()
    expect(document.activeElement).toBe(button)
  })

  test('stays behind a native one that opens later, and ignores its Escape', async () => {
    overlay.show({}, waiting)
    overlay.lock({})
    const host = addNativeDialog()
    await userEvent.keyboard('{Escape}')
    expect(host.open).toBe(false)
    expect(onCloseRequest).not.toHaveBeenCalled()
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).toHaveBeenCalledOnce()
  })

  test('hides presses, clicks, focus and Escape from them', async () => {
    const seen: string[] = []
    const stopping = new AbortController()
    const { signal } = stopping
    for (const type of ['pointerdown', 'mousedown', 'keydown']) {
      document.addEventListener(type, () => seen.push(type), { capture: true, signal })
    }
    for (const type of ['click', 'focusin']) {
      document.addEventListener(type, () => seen.push(type), { signal })
    }
    overlay.show({}, waiting)
    overlay.focus()
    if (overlay.element) await userEvent.click(overlay.element)
    const backdrop = getDialog()?.querySelector<HTMLElement>('.resumable-inquiry-backdrop')
    if (backdrop) await userEvent.click(backdrop, { position: { x: 2, y: 2 } })
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).toHaveBeenCalledOnce()
    expect(seen).toEqual([])
    stopping.abort()
  })

  test('is raised once for each dialog that opens, even under styles that hide everything', async () => {
    const style = document.createElement('style')
    style.textContent = `
      body.locked * { pointer-events: none !important }
      dialog[open] { width: 300px; padding: 24px; opacity: 0.5; transform: scale(0.5) }
      dialog { display: flex }
    `
    document.body.append(style)
    document.body.classList.add('locked')
    overlay.prepareFrame({})
    expect(getComputedStyle(getDialog() ?? page).display).toBe('none')
    overlay.show({}, waiting)
    const element = getDialog() ?? page
    const { width, height } = element.getBoundingClientRect()
    expect([width, height]).toEqual([innerWidth, innerHeight])
    expect(isInReach(element)).toBe(true)
    const close = vi.spyOn(HTMLDialogElement.prototype, 'close')
    addNativeDialog()
    await expect.poll(() => close).toHaveBeenCalledOnce()
    const details = document.createElement('details')
    page.append(details)
    details.open = true
    await new Promise(requestAnimationFrame)
    expect(close).toHaveBeenCalledOnce()
    close.mockRestore()
    document.body.classList.remove('locked')
  })

  test('comes in front of a popover that opens', async () => {
    overlay.show({}, waiting)
    overlay.lock({})
    const popover = document.createElement('div')
    popover.popover = 'manual'
    document.body.append(popover)
    const raised = vi.spyOn(HTMLDialogElement.prototype, 'showModal')
    popover.showPopover()
    await expect.poll(() => raised).toHaveBeenCalledOnce()
    raised.mockRestore()
  })

  test('reports an action of ours that others would have prevented', async () => {
    const stopping = new AbortController()
    const { signal } = stopping
    const prevent = (event: Event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    for (const type of ['click', 'keydown', 'keyup']) {
      document.addEventListener(type, prevent, { capture: true, signal })
    }
    overlay.show({}, waiting)
    const content = document.createElement('div')
    content.className = 'resumable-inquiry-content'
    content.innerHTML = '<h2 tabindex="-1">Title</h2><button data-action="retry">Again</button>'
    overlay.element?.setAttribute('data-content', 'custom')
    overlay.element?.append(content)
    content.querySelector('h2')?.focus()
    await userEvent.keyboard('{Tab}{Enter}')
    expect(onAction).toHaveBeenCalledExactlyOnceWith('retry')
    await userEvent.click(content.querySelector('button') ?? page)
    expect(onAction).toHaveBeenCalledTimes(2)
    stopping.abort()
  })

  test("withholds a press on the host's own content from a dialog, and clicks for it", async () => {
    const seen = vi.fn()
    const clicked = vi.fn()
    const stopping = new AbortController()
    const { signal } = stopping
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup']) {
      document.addEventListener(type, seen, { capture: true, signal })
    }
    addNativeDialog()
    overlay.show({}, waiting)
    const own = document.createElement('button')
    own.addEventListener('click', clicked)
    overlay.element?.setAttribute('data-content', 'custom')
    const checkbox = document.createElement('input')
    checkbox.type = 'checkbox'
    overlay.element?.append(own, checkbox)
    await userEvent.click(own)
    await expect.poll(() => clicked).toHaveBeenCalledOnce()
    await userEvent.click(checkbox)
    await expect.poll(() => checkbox.checked).toBe(true)
    expect(seen).not.toHaveBeenCalled()
    stopping.abort()
  })

  test("leaves a press on the host's own content in the panel to its listeners", async () => {
    const pressed = vi.fn()
    overlay.show({}, waiting)
    const own = document.createElement('button')
    own.addEventListener('pointerdown', pressed)
    overlay.element?.setAttribute('data-content', 'custom')
    overlay.element?.append(own)
    await userEvent.click(own)
    expect(pressed).toHaveBeenCalledOnce()
  })
})

function addNativeDialog(): HTMLDialogElement {
  const host = document.createElement('dialog')
  Object.assign(host.style, { width: '100vw', height: '100vh' })
  document.body.append(host)
  host.showModal()
  return host
}
