import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createModalOverlay } from './modal-overlay.ts'
import type { Overlay } from './overlay.ts'
import { acquireModal } from './page-lock.ts'

let overlay: Overlay
let page: HTMLElement
let button: HTMLButtonElement

beforeEach(() => {
  page = document.createElement('main')
  button = document.createElement('button')
  page.append(button)
  document.body.append(page)
  button.focus()
  overlay = createModalOverlay()
})

afterEach(() => {
  overlay.release()
  page.remove()
})

function overflow(): string {
  return getComputedStyle(document.documentElement).overflowY
}

describe('the overlay', () => {
  test('covers the page with the name and size of the widget, and gets the focus', () => {
    overlay.show({ iframeTitle: 'Check', frameWidth: '320px', frameHeight: '50vh' }, '')
    overlay.focus()
    const { element } = overlay
    expect(document.activeElement).toBe(element)
    expect(element?.getAttribute('role')).toBe('dialog')
    expect(element?.getAttribute('aria-label')).toBe('Check')
    expect(element?.style.maxWidth).toBe('320px')
    expect(element?.style.maxHeight).toBe('50vh')
    const covered = element?.parentElement?.getBoundingClientRect()
    expect(covered?.width).toBe(document.documentElement.clientWidth)
    expect(page.inert).toBe(true)
    expect(overflow()).toBe('hidden')
  })

  test('announces its text', async () => {
    overlay.show({}, 'One moment')
    const status = overlay.element?.querySelector('[role=status]')
    await expect.poll(() => status?.textContent).toBe('One moment')
  })

  test('hides its spinner only while the host shows content of its own', () => {
    overlay.show({}, '')
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
    overlay.show({}, '')
    const { element } = overlay
    overlay.show({ iframeTitle: 'Another' }, '')
    expect(overlay.element).toBe(element)
    const field = document.createElement('input')
    element?.setAttribute('data-content', 'custom')
    element?.append(field)
    field.focus()
    overlay.focus()
    expect(document.activeElement).toBe(field)
  })

  test('leaves the page locked when it is hidden, and restores it when it is released', () => {
    overlay.show({}, '')
    overlay.hide()
    expect(overlay.element).toBeUndefined()
    expect(page.inert).toBe(true)
    expect(overflow()).toBe('hidden')
    overlay.release()
    expect(page.inert).toBe(false)
    expect(overflow()).not.toBe('hidden')
    expect(document.adoptedStyleSheets).toEqual([])
    expect(document.activeElement).toBe(button)
    overlay.release()
  })
})

describe('the lock', () => {
  test('keeps inert what was inert before', () => {
    page.inert = true
    overlay.show({}, '')
    overlay.release()
    expect(page.inert).toBe(true)
    page.inert = false
  })

  test('keeps the page inert when another dialog resets it, and resets it on release', async () => {
    page.inert = true
    overlay.show({}, '')
    page.inert = false
    await expect.poll(() => page.inert).toBe(true)
    overlay.release()
    expect(page.inert).toBe(false)
  })

  test('returns the focus from the page', async () => {
    overlay.show({}, '')
    page.inert = false
    button.focus()
    await expect.poll(() => document.activeElement).toBe(overlay.element)
  })

  test.each(['html', 'body'])(
    'prevents scrolling even if others restore the overflow of %s',
    (name) => {
      const element = name === 'html' ? document.documentElement : document.body
      element.style.overflow = 'hidden'
      overlay.show({}, '')
      element.style.overflow = ''
      expect(overflow()).toBe('hidden')
      overlay.release()
      expect(overflow()).not.toBe('hidden')
    },
  )
})

test('a second modal closes the first, and warns in development', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const closeFirst = vi.fn()
  const closeSecond = vi.fn()
  const releaseFirst = acquireModal(closeFirst)
  const releaseSecond = acquireModal(closeSecond)
  expect(closeFirst).toHaveBeenCalledOnce()
  expect(warn).toHaveBeenCalledOnce()

  // A late release of the first does not release the second.
  releaseFirst()
  acquireModal(() => {})()
  expect(closeSecond).toHaveBeenCalledOnce()
  releaseSecond()
  warn.mockRestore()
})
