import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { createDialogGuard } from './dialog-guard.ts'
import { createModalOverlay } from './modal-overlay.ts'
import type { Overlay } from './overlay.ts'

const onCloseRequest = vi.fn()
const onAction = vi.fn()
const onReplaced = vi.fn()
const waiting = { text: 'One moment', isWaiting: true }
let overlay: Overlay
let page: HTMLElement
let button: HTMLButtonElement

beforeEach(() => {
  for (const mock of [onCloseRequest, onAction, onReplaced]) mock.mockReset()
  page = document.createElement('main')
  button = document.createElement('button')
  button.textContent = 'Verify'
  page.append(button)
  document.body.append(page)
  button.focus()
  overlay = createModalOverlay({ onCloseRequest, onAction, onReplaced })
  overlay.guard?.(createDialogGuard)
})

afterEach(() => {
  overlay.release()
  document.body.replaceChildren()
})

const dialog = () => document.querySelector<HTMLDialogElement>('dialog.resumable-inquiry-dialog')
const overflow = () => getComputedStyle(document.documentElement).overflowY

/** Whether the person can click and focus an element in the middle of the viewport. */
function isInReach(element: HTMLElement): boolean {
  const hit = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
  return hit !== null && element.contains(hit)
}

describe('the overlay', () => {
  test('covers the page with the name and size of the widget, and gets the focus', () => {
    overlay.show({ iframeTitle: 'Check', frameWidth: '320px', frameHeight: '50vh' }, waiting)
    overlay.focus()
    const { element } = overlay
    expect(document.activeElement).toBe(dialog())
    expect(dialog()?.getAttribute('aria-label')).toBe('Check')
    expect(element?.style.maxWidth).toBe('320px')
    expect(element?.style.maxHeight).toBe('50vh')
    const { width, height } = dialog()?.getBoundingClientRect() ?? {}
    expect([width, height]).toEqual([innerWidth, innerHeight])
    button.focus()
    expect(document.activeElement).toBe(dialog())
    expect(overflow()).toBe('hidden')
  })

  test('takes over the corners and the size that the widget has', () => {
    const style = document.createElement('style')
    style.textContent = `
      iframe { border-radius: 16px }
      :root { --resumable-inquiry-radius: 9px }
    `
    document.body.append(style)
    const frame = document.createElement('iframe')
    frame.style.cssText = 'min-width: 450px; max-height: 500px'
    overlay.prepareFrame({}).append(frame)
    overlay.lock({})
    overlay.show({ frameWidth: '320px' }, waiting)
    const { borderRadius, minWidth, maxWidth, maxHeight } = overlay.element?.style ?? {}
    expect([borderRadius, minWidth, maxWidth, maxHeight]).toEqual(['16px', '450px', '', '500px'])
  })

  test('enters with motion where it covers the page, and without in place of the widget', () => {
    const enter = () => {
      overlay.show({}, waiting)
      return overlay.element?.getAnimations().length
    }
    expect(enter()).toBe(1)
    overlay.hide()
    overlay.prepareFrame({}).append(document.createElement('iframe'))
    expect(enter()).toBe(0)
  })

  test('announces its text', async () => {
    overlay.show({}, waiting)
    const status = overlay.element?.querySelector('[role=status]')
    expect(status?.textContent).toBe('')
    await expect.poll(() => status?.textContent).toBe('One moment')
  })

  test('hides its spinner only while the host shows content of its own', () => {
    overlay.show({}, waiting)
    const { element } = overlay
    const own = document.createElement('p')
    element?.append(own)
    const isShown = (one: Element | null | undefined) =>
      one instanceof HTMLElement && getComputedStyle(one).display !== 'none'
    const spinner = element?.querySelector('.resumable-inquiry-default')
    expect([isShown(spinner), isShown(own)]).toEqual([true, false])
    element?.setAttribute('data-content', 'custom')
    expect([isShown(spinner), isShown(own)]).toEqual([false, true])
  })

  test('keeps one element when it is shown twice, and the focus inside its content', () => {
    overlay.show({}, waiting)
    const { element } = overlay
    overlay.show({}, { text: '', isWaiting: false })
    expect(overlay.element).toBe(element)
    const field = document.createElement('input')
    element?.setAttribute('data-content', 'custom')
    element?.append(field)
    field.focus()
    overlay.focus()
    expect(document.activeElement).toBe(field)
  })

  test('leaves the page locked when it is hidden, and restores it when it is released', () => {
    overlay.show({}, waiting)
    overlay.hide()
    expect(overlay.element).toBeUndefined()
    button.focus()
    expect(document.activeElement).not.toBe(button)
    expect(overflow()).toBe('hidden')
    overlay.release()
    expect(overflow()).not.toBe('hidden')
    expect(document.adoptedStyleSheets).toEqual([])
    expect(document.activeElement).toBe(button)
    expect(dialog()).toBeNull()
    overlay.release()
  })

  test('does not change the page until there is a widget to show', () => {
    const parent = overlay.prepareFrame({})
    expect(parent).toBe(dialog())
    button.focus()
    expect(document.activeElement).toBe(button)
    expect(overflow()).not.toBe('hidden')
    overlay.lock({})
    expect(isInReach(parent)).toBe(true)
  })
})

test('the overlay reports that the host has removed it', async () => {
  overlay.show({}, waiting)
  document.body.replaceChildren(page)
  await expect.poll(() => onReplaced).toHaveBeenCalledOnce()
  overlay.release()
  expect(overflow()).not.toBe('hidden')
})

describe('a guard that comes once the overlay is shown', () => {
  beforeEach(() => {
    overlay.release()
    overlay = createModalOverlay({ onCloseRequest, onAction, onReplaced })
    overlay.show({}, waiting)
  })

  test('undoes what another dialog has done to it', async () => {
    const element = dialog() ?? page
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

describe('a close request', () => {
  test('is reported, and the dialog stays open', async () => {
    overlay.show({}, waiting)
    overlay.focus()
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).toHaveBeenCalledOnce()
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).toHaveBeenCalledTimes(2)
    expect(dialog()?.open).toBe(true)
  })

  test('without a key, as by a gesture, is reported too, even where it cannot be prevented', async () => {
    overlay.show({}, waiting)
    dialog()?.dispatchEvent(new Event('cancel', { cancelable: true }))
    expect(onCloseRequest).toHaveBeenCalledOnce()
    dialog()?.dispatchEvent(new Event('cancel'))
    dialog()?.close()
    expect(onCloseRequest).toHaveBeenCalledTimes(2)
    await expect.poll(() => dialog()?.matches(':modal')).toBe(true)
  })

  test('that the host has handled is ignored', async () => {
    const stopping = new AbortController()
    const { signal } = stopping
    const prevent = (event: Event) => event.preventDefault()
    window.addEventListener('keydown', prevent, { capture: true, signal })
    overlay.show({}, waiting)
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).not.toHaveBeenCalled()
    stopping.abort()
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
      await expect.poll(() => dialog()?.hasAttribute('inert')).toBe(false)
      expect(dialog()?.hasAttribute('aria-hidden')).toBe(false)
      expect(isInReach(dialog() ?? page)).toBe(true)
      document.body.style.overflow = ''
      document.documentElement.style.overflow = ''
      expect(overflow()).toBe('hidden')
      overlay.release()
      expect(overflow()).not.toBe('hidden')
      document.body.style.pointerEvents = ''
    },
  )

  test('opens in front of a native one, which can be used again afterwards', () => {
    const host = addNativeDialog()
    overlay.show({}, waiting)
    expect(isInReach(dialog() ?? page)).toBe(true)
    overlay.release()
    expect(isInReach(host)).toBe(true)
  })

  test('comes in front again of a native one that opens while the person waits', async () => {
    overlay.show({}, waiting)
    overlay.focus()
    const host = addNativeDialog()
    await expect.poll(() => isInReach(dialog() ?? page)).toBe(true)
    expect(document.activeElement).toBe(dialog())
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
    const backdrop = dialog()?.querySelector<HTMLElement>('.resumable-inquiry-backdrop')
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
    expect(getComputedStyle(dialog() ?? page).display).toBe('none')
    overlay.show({}, waiting)
    const element = dialog() ?? page
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

test('a second overlay replaces the first, and warns in development', () => {
  overlay.release()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const create = () => {
    const listener = { onCloseRequest, onAction, onReplaced: vi.fn() }
    return { ...listener, ...createModalOverlay(listener) }
  }
  const first = create()
  const second = create()
  expect(first.onReplaced).toHaveBeenCalledOnce()
  expect(warn).toHaveBeenCalledOnce()

  // A late release of the first does not release the second.
  first.release()
  const third = create()
  expect(second.onReplaced).toHaveBeenCalledOnce()
  third.release()
  create().release()
  expect(third.onReplaced).not.toHaveBeenCalled()
  warn.mockRestore()
})
