import * as sdk from 'persona'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isResumableInquiryError } from '../errors.ts'
import type { Frame, FrameListener } from './frame.ts'
import { createInlineBox, type InlineBox } from '../overlay/inline-overlay.ts'
import { createInlineFrame } from './inline-frame.ts'
import type { WidgetOptions } from './widget-options.ts'

// Nothing listens there, so the iframe has a window and no page.
const customHost = 'localhost:1'
const origin = 'http://localhost:1'

let container: HTMLElement
let box: InlineBox
let frame: Frame | undefined
let reported: unknown[]
const onRemoved = vi.fn<() => void>()

beforeEach(() => {
  reported = []
  container = document.createElement('div')
  document.body.append(container)
  box = createInlineBox(() => container, onRemoved)
})

afterEach(() => {
  frame?.destroy()
  frame = undefined
  box.remove()
  container.remove()
  onRemoved.mockReset()
})

function report(name: string): (payload?: unknown) => void {
  return (payload) => reported.push(payload === undefined ? name : [name, payload])
}

const listener: FrameListener = {
  onReady: report('ready'),
  onCanceled: report('canceled'),
  onCompleted: report('completed'),
  onFailed: report('failed'),
  onRefused: report('refused'),
  onLost: report('lost'),
  onEvent: () => {},
}

function create(widget: WidgetOptions = {}): HTMLIFrameElement {
  const request = {
    inquiryId: 'inq_a',
    sessionToken: 'a token',
    widget: { customHost, ...widget },
    nonce: undefined,
  }
  frame = createInlineFrame(sdk, request, listener, box)
  return iframe()
}

function iframe(): HTMLIFrameElement {
  const element = container.querySelector('iframe')
  if (!element) throw new Error('There is no iframe.')
  return element
}

/** Sends a message as the browser does for one of the widget. */
function post(
  data: unknown,
  init: MessageEventInit = { origin, source: iframe().contentWindow },
): void {
  window.dispatchEvent(new MessageEvent('message', { data, ...init }))
}

function heightOf(element: Element): number {
  return element.getBoundingClientRect().height
}

test('loads the widget from the custom host, hidden and without a height until it is opened', () => {
  const element = create({ language: 'de', iframeTitle: 'Check' })
  const { origin: from, pathname, searchParams } = new URL(element.src)
  expect(from + pathname).toBe('http://localhost:1/widget')
  expect(Object.fromEntries(searchParams)).toMatchObject({
    'flow-type': 'inline',
    'inquiry-id': 'inq_a',
    'session-token': 'a token',
    language: 'de',
  })
  expect(element.title).toBe('Check')
  expect(getComputedStyle(element).visibility).toBe('hidden')
  expect(heightOf(container)).toBe(0)
  frame?.open({ isAnimated: true })
  expect(getComputedStyle(element).visibility).toBe('visible')
  expect(heightOf(container)).toBe(650)
})

test('rejects another host than the customHost', () => {
  const { setupIframe, ...rest } = sdk
  const wrong: typeof setupIframe = (element, id, type, { host: _host, ...options }) =>
    setupIframe(element, id, type, options)
  const request = {
    inquiryId: 'inq_a',
    sessionToken: null,
    widget: { customHost },
    nonce: undefined,
  }
  let thrown: unknown
  try {
    createInlineFrame({ ...rest, setupIframe: wrong }, request, listener, box)
  } catch (error) {
    thrown = error
  }
  expect(isResumableInquiryError(thrown) && thrown.code).toBe('invalid_config')
  expect(container.querySelector('iframe')).toBeNull()
})

test('leaves no trace', () => {
  const add = vi.spyOn(window, 'addEventListener')
  const remove = vi.spyOn(window, 'removeEventListener')
  create()
  frame?.destroy()
  const added = add.mock.calls.filter(([type]) => type === 'message').map(([, one]) => one)
  const removed = remove.mock.calls.map(([, one]) => one)
  expect(added).toHaveLength(1)
  expect(removed).toContain(added[0])
  add.mockRestore()
  remove.mockRestore()
  expect(container.querySelector('iframe')).toBeNull()
})

describe('messages', () => {
  test("of the widget's own window and origin are accepted", () => {
    create()
    post({ name: 'ready' })
    post({ name: 'exit', metadata: { sessionToken: 'another' } })
    post({ name: 'error', error: { status: 409, code: 'unauthenticated' } })
    post({ name: 'fail', metadata: { inquiryId: 'inq_a' } })
    expect(reported).toEqual([
      'ready',
      ['canceled', { sessionToken: 'another' }],
      ['failed', { status: 409, code: 'unauthenticated' }],
      ['completed', { status: 'failed', fields: undefined }],
    ])
  })

  test('of other windows and origins are ignored, and malformed ones throw nothing', () => {
    create()
    const complete = { name: 'complete', metadata: { status: 'completed' } }
    const source = iframe().contentWindow
    post(complete, { origin, source: window })
    post(complete, { origin: 'http://localhost:2', source })
    post(complete, { origin: '', source })
    post(complete, {})
    post(null)
    post({ name: 7 })
    expect(reported).toEqual([])
  })
})

describe('the height', () => {
  const pageChange = (metadata: object) => post({ name: 'page-change', metadata })

  test.each([
    ['in the metadata', { pageHeight: 431 }],
    ['in the metadata of a page', { metadata: { pageHeight: 431 } }],
  ])('follows the page that the widget shows, by its height %s', (_, metadata) => {
    create()
    frame?.open({ isAnimated: true })
    pageChange(metadata)
    expect([heightOf(container), heightOf(iframe())]).toEqual([431, 431])
  })

  test.each([{}, { pageHeight: 0 }, { pageHeight: '9' }, { metadata: null }])(
    'does not change for a page without one: %j',
    (metadata) => {
      create()
      frame?.open({ isAnimated: true })
      pageChange({ pageHeight: 431 })
      pageChange(metadata)
      expect(heightOf(container)).toBe(431)
    },
  )

  test('is fixed by frameHeight', () => {
    create({ frameHeight: '500px', frameWidth: '50%' })
    frame?.open({ isAnimated: true })
    pageChange({ pageHeight: 431 })
    expect([heightOf(container), heightOf(iframe())]).toEqual([500, 500])
    expect(iframe().clientWidth).toBe(container.clientWidth / 2)
  })

  test('is that of a container with a height of its own', () => {
    container.style.height = '300px'
    create()
    frame?.open({ isAnimated: true })
    for (const pageHeight of [200, 431]) {
      pageChange({ pageHeight })
      expect([heightOf(box.element), heightOf(iframe())]).toEqual([300, 300])
    }
  })

  test('is not what the styles of a modal with a nonce set for the same class', () => {
    const styles = document.createElement('style')
    styles.textContent =
      '.persona-widget__iframe { margin: auto; max-width: 40px; max-height: 65px }'
    document.head.append(styles)
    container.style.height = '900px'
    create()
    frame?.open({ isAnimated: true })
    expect(heightOf(iframe())).toBe(900)
    expect(iframe().clientWidth).toBe(container.clientWidth)
    styles.remove()
  })

  test('is the same for the next frame', () => {
    create()
    frame?.open({ isAnimated: true })
    pageChange({ pageHeight: 431 })
    frame?.destroy()
    create()
    frame?.open({ isAnimated: true })
    expect(heightOf(container)).toBe(431)
  })
})

describe('the focus', () => {
  test('stays where it is in the page', () => {
    const button = document.createElement('button')
    document.body.prepend(button)
    button.focus()
    create()
    frame?.open({ isAnimated: false })
    expect(document.activeElement).toBe(button)
    button.remove()
  })

  test('goes to the widget from its box', () => {
    box.element.tabIndex = -1
    box.expand()
    box.element.focus()
    const element = create()
    frame?.open({ isAnimated: false })
    expect(document.activeElement).toBe(element)
  })
})

describe('a frame that is moved in the document', () => {
  const moves: Record<string, (outer: HTMLElement) => void> = {
    'with its container': () => container.parentElement?.prepend(container),
    'with a parent of its container': (outer) => document.body.prepend(outer),
    'out of its container': () => container.replaceChildren(),
    'to another container': (outer) => {
      container = document.createElement('section')
      outer.append(container)
      box.place()
    },
  }
  test.each(Object.keys(moves))('%s is lost', async (name) => {
    const outer = document.createElement('div')
    document.body.append(outer)
    outer.append(document.createElement('p'), container)
    create()
    moves[name]?.(outer)
    await Promise.resolve()
    expect(reported).toEqual(['lost'])
    expect(box.element.parentNode).toBe(container)
    frame?.destroy()
    outer.remove()
  })

  test('is lost with the host of the shadow tree that it is in, and has its focus there', async () => {
    const host = document.createElement('div')
    document.body.append(host)
    host.attachShadow({ mode: 'open' }).append(container)
    box.place()
    const element = create()
    frame?.open({ isAnimated: true })
    element.focus()
    expect(box.hasFocus()).toBe(true)
    document.body.prepend(host)
    await Promise.resolve()
    expect(reported).toEqual(['lost'])
    host.remove()
  })

  test('is not lost when a sibling is moved', async () => {
    const sibling = document.createElement('p')
    document.body.append(sibling)
    create()
    document.body.insertBefore(sibling, container)
    await Promise.resolve()
    expect(reported).toEqual([])
    expect(onRemoved).not.toHaveBeenCalled()
    sibling.remove()
  })

  test('is removed with its container', async () => {
    create()
    container.remove()
    await Promise.resolve()
    expect(reported).toEqual([])
    expect(onRemoved).toHaveBeenCalledOnce()
  })
})
