import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InquiryClientOptions } from '../client/client-options.ts'
import { createInquiryClient } from '../client/inquiry-client.ts'
import { createFakeSdk, type FakeSdk } from '../../test/fake-sdk.ts'
import { createInquiryFlow, type InquiryFlow } from './inquiry-flow.ts'
import type { FlowOptions } from './options.ts'

const inquiryId = 'inq_a'
let sdk: FakeSdk
const loadSdk = vi.fn(async () => sdk)
const fetchIt = vi.spyOn(globalThis, 'fetch')
let unmount: () => void

beforeEach(() => {
  sdk = createFakeSdk()
  loadSdk.mockClear()
  fetchIt.mockReset()
  fetchIt.mockImplementation(async () =>
    Response.json({ inquiryId, status: 'pending', sessionToken: 'a token', expiresIn: 3600 }),
  )
})

afterEach(() => unmount())

function openFlow(client: InquiryClientOptions, options: Partial<FlowOptions> = {}): InquiryFlow {
  const flow = createInquiryFlow({
    client: createInquiryClient(client),
    inquiryId,
    loadSdk,
    overlay: 'always',
    ...options,
  })
  unmount = flow.mount()
  flow.open()
  return flow
}

/** Waits for everything that is scheduled for the next task. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))

test.each<[string, InquiryClientOptions]>([
  ['without headers', {}],
  ['with headers', { headers: { 'x-csrf-token': 'a' } }],
  ['with headers of a function', { headers: () => ({ 'x-csrf-token': 'a' }) }],
])('the request %s is sent before anything else', (_, client) => {
  const order: string[] = []
  const elements = 'dialog, link[rel=preconnect]'
  fetchIt.mockImplementation(() => {
    order.push(`fetch, with ${document.querySelectorAll(elements).length} elements`)
    return new Promise(() => {})
  })
  openFlow(client, {
    loadSdk: () => {
      order.push('loadSdk')
      return loadSdk()
    },
    onStateChange: ({ status }) => order.push(status),
  })
  expect(order).toEqual(['fetch, with 0 elements', 'loadSdk', 'loading'])
  expect(document.querySelectorAll(elements)).toHaveLength(2)
})

test('a recovery sends its request before it removes the widget', async () => {
  openFlow({})
  await expect.poll(() => sdk.clients.length).toBe(1)
  sdk.clients[0]?.options.onReady?.()
  const frames: number[] = []
  fetchIt.mockImplementation(() => {
    frames.push(document.querySelectorAll('iframe').length)
    return new Promise(() => {})
  })
  sdk.clients[0]?.options.onError?.({ status: 409, code: 'unauthenticated' })
  expect(frames).toEqual([1])
  expect(document.querySelectorAll('iframe')).toHaveLength(0)
})

test('the SDK is loaded as soon as the request is sent that waited for headers', async () => {
  // Before the flow's own timer, which is set later.
  const task = nextTask()
  openFlow({ headers: async () => ({}) })
  expect(fetchIt).not.toHaveBeenCalled()
  await task
  expect(fetchIt).toHaveBeenCalledOnce()
  expect(loadSdk).toHaveBeenCalledOnce()
})

test.each<[string, InquiryClientOptions]>([
  ['headers', { headers: () => new Promise(() => {}) }],
  ['fetchSession', { fetchSession: () => new Promise(() => {}) }],
])('the SDK is loaded in the next task if %s of the host take their time', async (_, client) => {
  openFlow(client)
  expect(loadSdk).not.toHaveBeenCalled()
  await nextTask()
  expect(loadSdk).toHaveBeenCalledOnce()
  expect(document.querySelectorAll('link[rel=preconnect]')).toHaveLength(1)
  expect(fetchIt).not.toHaveBeenCalled()
})

test('the SDK is not loaded for a flow that was closed before the request was sent', async () => {
  openFlow({ headers: async () => ({}) }).close()
  await expect.poll(() => fetchIt.mock.calls.length).toBe(1)
  await nextTask()
  expect(loadSdk).not.toHaveBeenCalled()
})

test('a flow that is mounted twice in a row, as in StrictMode, joins its own request', async () => {
  const flow = openFlow({})
  unmount()
  unmount = flow.mount()
  await expect.poll(() => sdk.clients.length).toBe(1)
  expect(fetchIt).toHaveBeenCalledOnce()
  expect(flow.getState()).toEqual({ status: 'loading', phase: 'frame' })
})

test('preparing requests the session before it loads the SDK', () => {
  const flow = createInquiryFlow({ client: createInquiryClient(), inquiryId, loadSdk })
  unmount = flow.mount()
  flow.prepare({ session: true })
  expect(fetchIt).toHaveBeenCalledBefore(loadSdk)
})
