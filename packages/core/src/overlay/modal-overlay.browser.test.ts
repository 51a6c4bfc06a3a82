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

describe('the overlay', () => {
  test('covers the page with the name and size of the widget, and gets the focus', () => {
    overlay.show({ iframeTitle: 'Check', frameWidth: '320px', frameHeight: '50vh' }, waiting)
    overlay.focus()
    const { element } = overlay
    expect(document.activeElement).toBe(getDialog())
    expect(getDialog()?.getAttribute('aria-label')).toBe('Check')
    expect(element?.style.maxWidth).toBe('320px')
    expect(element?.style.maxHeight).toBe('50vh')
    const { width, height } = getDialog()?.getBoundingClientRect() ?? {}
    expect([width, height]).toEqual([innerWidth, innerHeight])
    button.focus()
    expect(document.activeElement).toBe(getDialog())
    expect(getOverflow()).toBe('hidden')
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

  test('has a button for each label, in the same place whenever its content changes', async () => {
    const show = (retry?: string) => {
      overlay.show({}, { text: '', isWaiting: retry === undefined, retry, cancel: 'Leave' })
      const buttons = overlay.element?.querySelectorAll('button') ?? []
      return Array.from(buttons, ({ textContent }) => textContent)
    }
    expect(show()).toEqual(['Leave'])
    overlay.focus()
    expect(document.activeElement).toBe(getDialog())
    expect(show('Again')).toEqual(['Again', 'Leave'])
    for (const own of overlay.element?.querySelectorAll('button') ?? []) {
      await userEvent.click(own)
    }
    expect(onAction.mock.calls).toEqual([['retry'], ['cancel']])
    expect(show()).toEqual(['Leave'])
  })

  test('announces its text where only its look is replaced', async () => {
    overlay.show({}, { ...waiting, cancel: 'Leave' })
    const { element } = overlay
    element?.setAttribute('data-content', 'slot')
    const status = element?.querySelector('[role=status]')
    await expect.poll(() => status?.textContent).toBe('One moment')
    const shows = (one: Element | null | undefined) => one?.checkVisibility()
    expect([shows(status), shows(element?.querySelector('button'))]).toEqual([true, false])
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
    expect(getOverflow()).toBe('hidden')
    overlay.release()
    expect(getOverflow()).not.toBe('hidden')
    expect(document.adoptedStyleSheets).toEqual([])
    expect(document.activeElement).toBe(button)
    expect(getDialog()).toBeNull()
    overlay.release()
  })

  test('does not change the page until there is a widget to show', () => {
    const parent = overlay.prepareFrame({})
    expect(parent).toBe(getDialog())
    button.focus()
    expect(document.activeElement).toBe(button)
    expect(getOverflow()).not.toBe('hidden')
    overlay.lock({})
    expect(isInReach(parent)).toBe(true)
  })
})

test('the overlay reports that the host has removed it', async () => {
  overlay.show({}, waiting)
  document.body.replaceChildren(page)
  await expect.poll(() => onReplaced).toHaveBeenCalledOnce()
  overlay.release()
  expect(getOverflow()).not.toBe('hidden')
})

describe('a close request', () => {
  test('is reported, and the dialog stays open', async () => {
    overlay.show({}, waiting)
    overlay.focus()
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).toHaveBeenCalledOnce()
    await userEvent.keyboard('{Escape}')
    expect(onCloseRequest).toHaveBeenCalledTimes(2)
    expect(getDialog()?.open).toBe(true)
  })

  test('without a key, as by a gesture, is reported too, even where it cannot be prevented', async () => {
    overlay.show({}, waiting)
    getDialog()?.dispatchEvent(new Event('cancel', { cancelable: true }))
    expect(onCloseRequest).toHaveBeenCalledOnce()
    getDialog()?.dispatchEvent(new Event('cancel'))
    getDialog()?.close()
    expect(onCloseRequest).toHaveBeenCalledTimes(2)
    await expect.poll(() => getDialog()?.matches(':modal')).toBe(true)
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
