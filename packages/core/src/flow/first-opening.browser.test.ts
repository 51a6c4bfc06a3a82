import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FetchSession } from '../client/client-options.ts'
import { createInquiryClient, type InquiryClient } from '../client/inquiry-client.ts'
import { createFakeSdk, type FakeSdk } from '../../test/fake-sdk.ts'
import type { InquiryFlow } from './inquiry-flow.ts'
import type { FlowOptions } from './options.ts'

const fetchSession = vi.fn<FetchSession>()
const preload = vi.fn(() => Promise.resolve())
let sdk: FakeSdk
let client: InquiryClient
let createFlow: (options?: Partial<FlowOptions>) => InquiryFlow
let unmount: () => void

beforeEach(async () => {
  // As on a page that was just loaded, each test opens its first flow.
  vi.resetModules()
  const { createInquiryFlow } = await import('./inquiry-flow.ts')
  vi.spyOn(console, 'error').mockImplementation(() => {})
  fetchSession.mockReset()
  fetchSession.mockImplementation(async ({ inquiryId = 'inq_own' }) => ({
    inquiryId,
    status: 'pending',
    sessionToken: 'a token',
    expiresIn: 3600,
  }))
  preload.mockClear()
  sdk = createFakeSdk()
  sdk.Client.preload = preload
  client = createInquiryClient({ fetchSession })
  createFlow = (options) => {
    const flow = createInquiryFlow({ client, loadSdk: async () => sdk, ...options })
    unmount = flow.mount()
    return flow
  }
})

afterEach(() => {
  unmount()
  client.clear()
})

const nextTask = () => new Promise((resolve) => setTimeout(resolve))

test('requests one session and makes one widget', async () => {
  const states: string[] = []
  const flow = createFlow({ onStateChange: ({ status }) => states.push(status) })
  flow.open()
  await expect.poll(() => sdk.clients.length).toBe(1)
  sdk.clients[0]?.options.onReady?.()
  expect(states).toEqual(['loading', 'loading', 'open'])
  expect(fetchSession).toHaveBeenCalledOnce()
})

test('shows its texts at once, and cancels by its button', async () => {
  const onCancel = vi.fn()
  const overlayTexts = { loading: 'One moment', cancel: 'Leave' }
  const flow = createFlow({ overlay: 'always', overlayTexts, onCancel })
  flow.open()
  const overlay = flow.getOverlayElement()
  await expect.poll(() => overlay?.querySelector('[role=status]')?.textContent).toBe('One moment')
  const buttons = overlay?.querySelectorAll('button') ?? []
  expect(Array.from(buttons, ({ textContent }) => textContent)).toEqual(['Leave'])
  buttons[0]?.click()
  expect(flow.getState().status).toBe('idle')
  expect(onCancel).toHaveBeenCalledOnce()
  expect(overlay?.isConnected).toBe(false)
})

test.each<Partial<FlowOptions>>([
  { timeouts: { frame: 0 } },
  { customHost: 'a b' },
  { customHost: 'https://' },
  { recovery: { maxAttempts: 0 } },
])('reports invalid options as what they are: %j', async (options) => {
  const onError = vi.fn()
  const loadSdk = vi.fn(async () => sdk)
  createFlow({ ...options, loadSdk, onError }).open()
  await expect.poll(() => onError).toHaveBeenCalledOnce()
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'invalid_config' })
  expect(fetchSession).not.toHaveBeenCalled()
  expect(loadSdk).not.toHaveBeenCalled()
})

test('that was prepared twice has one machine, and opens with the session that was prepared', async () => {
  const flow = createFlow()
  flow.prepare({ session: true })
  flow.prepare()
  await expect.poll(() => preload).toHaveBeenCalledOnce()
  flow.open()
  await expect.poll(() => sdk.clients.length).toBe(1)
  expect(fetchSession).toHaveBeenCalledOnce()
  expect(preload).toHaveBeenCalledOnce()
})

test('opens with a session that arrived before there was a machine', async () => {
  const flow = createFlow()
  flow.prepare({ session: true })
  await fetchSession.mock.results[0]?.value
  flow.open()
  await expect.poll(() => sdk.clients.length).toBe(1)
  expect(fetchSession).toHaveBeenCalledOnce()
})

test('that was unmounted is not prepared any more', async () => {
  const flow = createFlow()
  flow.prepare()
  unmount()
  await vi.waitFor(async () => {
    const { loadMachine } = await import('./first-opening.ts')
    await loadMachine()
  })
  await nextTask()
  expect(preload).not.toHaveBeenCalled()
  expect(flow.getState().status).toBe('idle')
})
