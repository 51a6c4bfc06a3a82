import { afterEach, expect, test, vi } from 'vitest'
import { createFakeSdk, type FakeSdk } from '../../test/fake-sdk.ts'
import type { Frame } from './frame.ts'
import { createModalFrame } from './modal-frame.ts'

/** Messages as the SDK's listener receives them. */
const received: unknown[] = []
let frame: Frame | undefined

afterEach(() => {
  frame?.destroy()
  received.length = 0
  vi.unstubAllGlobals()
})

/** Creates a fake of the SDK that listens to the window's messages, as the real one does. */
function createListeningSdk(): FakeSdk {
  const sdk = createFakeSdk()
  class Client extends sdk.Client {
    constructor(options: ConstructorParameters<FakeSdk['Client']>[0]) {
      super(options)
      window.addEventListener('message', ({ data, origin, source }) => {
        received.push({ data, origin, isFromFrame: source === iframe().contentWindow })
      })
    }
  }
  return { ...sdk, Client }
}

function iframe(): HTMLIFrameElement {
  const element = document.querySelector('iframe')
  if (!element) throw new Error('There is no frame.')
  return element
}

function createFrame(): void {
  const ignore = () => {}
  frame = createModalFrame(
    createListeningSdk(),
    { inquiryId: 'inq_a', sessionToken: null, widget: {}, nonce: undefined },
    {
      onReady: ignore,
      onCanceled: ignore,
      onCompleted: ignore,
      onFailed: ignore,
      onRefused: ignore,
      onLost: ignore,
      onEvent: ignore,
    },
    document.body,
  )
}

const origin = 'https://inquiry.withpersona.com'

test("passes the frame's messages in an engine that refuses its window as the source of a new event", () => {
  createFrame()
  const source = iframe().contentWindow
  const event = new MessageEvent('message', { data: { name: 'ready' }, origin, source })
  vi.stubGlobal(
    'MessageEvent',
    new Proxy(MessageEvent, {
      construct(target, [type, init]: ConstructorParameters<typeof MessageEvent>) {
        if (init?.source) throw new TypeError("'source' member could not be converted.")
        return new target(type, init)
      },
    }),
  )
  window.dispatchEvent(event)
  expect(received).toEqual([{ data: { name: 'ready', metadata: {} }, origin, isFromFrame: true }])
})

test.each<[string, () => MessageEventInit]>([
  ['from another window', () => ({ data: { name: 'ready' }, origin, source: window })],
  ['without a window', () => ({ data: { name: 'ready' }, origin })],
  [
    'from another origin',
    () => ({
      data: { name: 'ready' },
      origin: 'https://withpersona.com.evil.example',
      source: iframe().contentWindow,
    }),
  ],
  ['without data', () => ({ data: null, origin, source: iframe().contentWindow })],
  ['without a name', () => ({ data: { name: 7 }, origin, source: iframe().contentWindow })],
])('withholds a message %s from the SDK only', (_, init) => {
  createFrame()
  const heard = vi.fn()
  window.addEventListener('message', heard, { once: true })
  window.dispatchEvent(new MessageEvent('message', init()))
  expect(received).toEqual([])
  expect(heard).toHaveBeenCalledOnce()
})

test('withholds everything after the frame is destroyed', () => {
  createFrame()
  const source = iframe().contentWindow
  frame?.destroy()
  window.dispatchEvent(new MessageEvent('message', { data: { name: 'ready' }, origin, source }))
  expect(received).toEqual([])
})
