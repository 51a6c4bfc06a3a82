import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createOverlay, type Overlay } from './overlay.ts'
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
  overlay = createOverlay()
})

afterEach(() => {
  overlay.release()
  page.remove()
})

function overflow(): string {
  return getComputedStyle(document.documentElement).overflowY
}

describe('the overlay', () => {
  test('covers the page, has the name and the size of the widget, and takes the focus', () => {
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

  test('hides its spinner while the host shows content of its own, and only then', () => {
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

  test('stays one when it is shown twice, and leaves the focus that its content has', () => {
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
  test('leaves inert what was inert before', () => {
    page.inert = true
    overlay.show({}, '')
    overlay.release()
    expect(page.inert).toBe(true)
    page.inert = false
  })

  test('keeps the page inert where another dialog sets it free, and frees it after', async () => {
    page.inert = true
    overlay.show({}, '')
    page.inert = false
    await expect.poll(() => page.inert).toBe(true)
    overlay.release()
    expect(page.inert).toBe(false)
  })

  test('takes the focus back from the page', async () => {
    overlay.show({}, '')
    page.inert = false
    button.focus()
    await expect.poll(() => document.activeElement).toBe(overlay.element)
  })

  test.each(['html', 'body'])('stops scrolling whatever others restore on %s', (name) => {
    const element = name === 'html' ? document.documentElement : document.body
    element.style.overflow = 'hidden'
    overlay.show({}, '')
    element.style.overflow = ''
    expect(overflow()).toBe('hidden')
    overlay.release()
    expect(overflow()).not.toBe('hidden')
  })
})

test('a second modal closes the first, and says so in development', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const closeFirst = vi.fn()
  const closeSecond = vi.fn()
  const releaseFirst = acquireModal(closeFirst)
  const releaseSecond = acquireModal(closeSecond)
  expect(closeFirst).toHaveBeenCalledOnce()
  expect(warn).toHaveBeenCalledOnce()

  // A release that comes late takes nothing from the second.
  releaseFirst()
  acquireModal(() => {})()
  expect(closeSecond).toHaveBeenCalledOnce()
  releaseSecond()
  warn.mockRestore()
})
