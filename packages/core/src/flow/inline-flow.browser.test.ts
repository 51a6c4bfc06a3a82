import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FetchSession } from '../client/client-options.ts'
import { createInquiryClient, type InquiryClient } from '../client/inquiry-client.ts'
import { createFakeSdk, type FakeSdk } from '../../test/fake-sdk.ts'
import { makeReady } from '../../test/make-ready.ts'
import { inquiryId, pending } from '../../test/pending-session.ts'
import { createInquiryFlow, type InquiryFlow } from './inquiry-flow.ts'
import type { FlowOptions } from './options.ts'

const died = { status: 409, code: 'unauthenticated' } as const

const fetchSession = vi.fn<FetchSession>()
let client: InquiryClient
let sdk: FakeSdk
let calls: string[]
let container: HTMLElement
let flow: InquiryFlow
let unmount: () => void

function createFlow(options: Partial<FlowOptions> = {}): InquiryFlow {
  return createInquiryFlow({
    client,
    inquiryId,
    presentation: 'inline',
    // Nothing listens there, and nothing has to.
    customHost: 'localhost:1',
    loadSdk: async () => sdk,
    onOpenChange: (open) => calls.push(`onOpenChange ${open}`),
    onRecover: ({ cause, attempt }) => calls.push(`onRecover ${cause} ${attempt}`),
    onStateChange: ({ status }) => calls.push(status),
    ...options,
  })
}

beforeEach(() => {
  fetchSession.mockReset()
  fetchSession.mockImplementation(async () => pending)
  client = createInquiryClient({ fetchSession })
  sdk = createFakeSdk()
  calls = []
  container = document.createElement('div')
  document.body.append(container)
  use(createFlow())
  flow.setContainer(container)
})

afterEach(() => {
  unmount()
  container.remove()
  vi.useRealTimers()
})

function use(next: InquiryFlow): void {
  flow = next
  unmount = next.mount()
}

const ready = async (index?: number) => (await makeReady(flow, sdk, index)).options

function iframes(): HTMLIFrameElement[] {
  return [...container.querySelectorAll('iframe')]
}

const settled = () => Promise.resolve()

/** Waits until the browser has rendered what there is. */
async function twoFrames(): Promise<void> {
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
}

test('opens in the container, leaves the page usable, and leaves nothing behind', async () => {
  flow.open()
  await ready()
  expect(iframes()).toHaveLength(1)
  expect(container.children).toHaveLength(1)
  expect(document.querySelectorAll('[inert]')).toHaveLength(0)
  expect(getComputedStyle(document.documentElement).overflowY).toBe('visible')
  flow.close()
  expect(container.children).toHaveLength(0)
  expect(document.adoptedStyleSheets).toEqual([])
})

test('two inline flows and a modal one are open together', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const other = document.createElement('div')
  document.body.append(other)
  const second = createFlow({ inquiryId: 'inq_b' })
  const modal = createFlow({ inquiryId: 'inq_c', presentation: 'modal' })
  const unmounts = [second, modal].map((one) => one.mount())
  second.setContainer(other)
  for (const one of [flow, second, modal]) one.open()
  await expect.poll(() => sdk.clients.length).toBe(3)
  for (const { options } of sdk.clients) options.onReady?.()
  expect([flow, second, modal].map((one) => one.getState().status)).toEqual([
    'open',
    'open',
    'open',
  ])
  expect(warn).not.toHaveBeenCalled()
  for (const stop of unmounts) stop()
  expect(flow.getState().status).toBe('open')
  other.remove()
  warn.mockRestore()
})

describe('a recovery', () => {
  test('replaces the iframe behind a panel of the same size, and requests one session', async () => {
    unmount()
    use(createFlow({ overlay: 'always' }))
    flow.setContainer(container)
    flow.open()
    const widget = await ready()
    widget.onEvent?.('page-change', { pageHeight: 431 })
    const [before] = iframes()
    const { height } = container.getBoundingClientRect()

    widget.onError?.(died)
    expect(flow.getState()).toMatchObject({ status: 'recovering', cause: 'session_expired' })
    expect(iframes()).toHaveLength(0)
    const panel = flow.getOverlayElement()
    expect(panel?.getBoundingClientRect().height).toBe(height)
    expect(container.getBoundingClientRect().height).toBe(height)
    expect(panel?.role).toBe('group')
    expect(panel?.ariaModal).toBeNull()
    await expect
      .poll(() => panel?.querySelector('[role=status]')?.textContent)
      .toBe('Reconnecting…')

    await ready(1)
    expect(iframes()).toHaveLength(1)
    expect(iframes()[0]).not.toBe(before)
    expect(flow.getOverlayElement()).toBeUndefined()
    expect(container.getBoundingClientRect().height).toBe(height)
    expect(fetchSession).toHaveBeenCalledTimes(2)
  })

  test('does not scroll the page when its text appears', async () => {
    const below = document.createElement('div')
    below.style.height = '300vh'
    document.body.append(below)
    flow.open()
    const widget = await ready()
    iframes()[0]?.focus({ preventScroll: true })
    // What is at the upper edge is what a browser keeps in its place.
    window.scrollTo(0, window.scrollY + container.getBoundingClientRect().top + 20)
    const { scrollY } = window
    await twoFrames()
    widget.onError?.(died)
    await twoFrames()
    const status = flow.getOverlayElement()?.querySelector('[role=status]')
    await expect.poll(() => status?.textContent).toMatch(/./)
    await twoFrames()
    expect(window.scrollY).toBe(scrollY)
    below.remove()
  })

  test.each(['in the widget', 'elsewhere'])('leaves the focus %s', async (place) => {
    const button = document.createElement('button')
    document.body.append(button)
    flow.open()
    const widget = await ready()
    const focused = place === 'elsewhere' ? button : iframes()[0]
    focused?.focus()
    widget.onError?.(died)
    expect(document.activeElement).toBe(place === 'elsewhere' ? button : flow.getOverlayElement())
    await ready(1)
    expect(document.activeElement).toBe(place === 'elsewhere' ? button : iframes()[0])
    button.remove()
  })
})

test('Escape does not affect the flow', async () => {
  flow.open()
  const { onError } = await ready()
  const press = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  press()
  press()
  expect(flow.getState().status).toBe('open')
  onError?.(died)
  press()
  expect(flow.getState().status).toBe('recovering')
})

test('a widget that was moved is loaded again with the same session, however often', async () => {
  flow.open()
  await ready()
  for (const index of [1, 2, 3, 4, 5]) {
    document.body.prepend(container)
    await settled()
    expect(flow.getState()).toMatchObject({ status: 'recovering', phase: 'frame' })
    await ready(index)
  }
  expect(fetchSession).toHaveBeenCalledOnce()
  expect(calls.filter((call) => call.startsWith('onRecover'))).toEqual(
    Array.from({ length: 5 }, () => 'onRecover frame_lost 1'),
  )
})

test('another container gets the flow with its session', async () => {
  flow.open()
  await ready()
  const next = document.createElement('div')
  document.body.append(next)
  // As React does it in one commit.
  flow.setContainer(null)
  container.remove()
  flow.setContainer(next)
  await settled()
  expect(flow.getState()).toMatchObject({ status: 'recovering', cause: 'frame_lost' })
  container = next
  await ready(1)
  expect(iframes()).toHaveLength(1)
  expect(fetchSession).toHaveBeenCalledOnce()
})

test('a container that is set to null and stays in the document keeps its frame', async () => {
  flow.open()
  await ready()
  const before = iframes()
  flow.setContainer(null)
  await settled()
  flow.setContainer(container)
  await settled()
  expect(iframes()).toEqual(before)
  expect(flow.getState().status).toBe('open')
})

test.each(['with a word from React', 'with its parent alone'])(
  'a container that is removed %s ends the frame without a callback, and the next one opens the flow again',
  async (how) => {
    flow.open()
    await ready()
    calls.length = 0
    if (how === 'with a word from React') flow.setContainer(null)
    container.remove()
    await settled()
    expect(flow.getState().status).toBe('idle')
    expect(calls).toEqual([])
    expect(iframes()).toEqual([])

    document.body.append(container)
    flow.setContainer(container)
    await settled()
    await ready(1)
    expect(fetchSession).toHaveBeenCalledOnce()
  },
)

test('a container that comes back with the content of the page has its flow again', async () => {
  flow.open()
  await ready()
  container.remove()
  await settled()
  expect(flow.getState().status).toBe('idle')
  document.body.append(container)
  await settled()
  await ready(1)
  expect(fetchSession).toHaveBeenCalledOnce()
})

test('a flow outside of an open modal dialog says that it is out of reach', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const dialog = document.createElement('dialog')
  document.body.append(dialog)
  dialog.showModal()
  flow.open()
  await ready()
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('out of reach'))
  dialog.remove()
  warn.mockRestore()
})

test('a flow in a shadow tree has its styles there', async () => {
  const host = document.createElement('div')
  document.body.append(host)
  const place = document.createElement('div')
  host.attachShadow({ mode: 'open' }).append(place)
  use(createFlow({ overlay: 'always' }))
  flow.setContainer(place)
  flow.open()
  const panel = flow.getOverlayElement()
  expect(panel && getComputedStyle(panel).position).toBe('absolute')
  flow.close()
  expect(host.shadowRoot?.adoptedStyleSheets).toEqual([])
  host.remove()
})

test('a flow that was closed does not open with its container', async () => {
  flow.open()
  await ready()
  container.remove()
  await settled()
  flow.close()
  document.body.append(container)
  flow.setContainer(container)
  await settled()
  expect(flow.getState().status).toBe('idle')
})

test('a flow that was opened by hand before its container came back opens once', async () => {
  flow.open()
  await ready()
  container.remove()
  await settled()
  flow.open()
  document.body.append(container)
  flow.setContainer(container)
  const { onComplete } = await ready(1)
  onComplete?.({ inquiryId, status: 'completed', fields: {} })
  expect(flow.getState().status).toBe('finished')
  calls.length = 0
  flow.setContainer(container)
  await settled()
  expect(calls).toEqual([])
})

describe('a flow that opens without a container', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    unmount()
    use(createFlow({ timeouts: { frame: 5_000 } }))
    flow.open()
  })

  test('waits for one', async () => {
    await vi.advanceTimersByTimeAsync(4_000)
    expect(sdk.clients).toHaveLength(0)
    flow.setContainer(container)
    await vi.advanceTimersByTimeAsync(0)
    expect(iframes()).toHaveLength(1)
    sdk.clients[0]?.options.onReady?.()
    expect(flow.getState().status).toBe('open')
  })

  test('fails at the deadline of the frame, with the reason', async () => {
    await vi.advanceTimersByTimeAsync(4_999)
    expect(flow.getState().status).toBe('loading')
    await vi.advanceTimersByTimeAsync(1)
    expect(flow.getState()).toMatchObject({
      status: 'error',
      error: { code: 'invalid_config', message: expect.stringContaining('containerRef') },
    })
  })
})
