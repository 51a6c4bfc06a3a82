import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FetchSession } from '../client/client-options.ts'
import { createInquiryClient, type InquiryClient } from '../client/inquiry-client.ts'
import { ResumableInquiryError } from '../errors.ts'
import { createFakeSdk, type FakeClient, type FakeSdk } from '../../test/fake-sdk.ts'
import { createInquiryFlow, type InquiryFlow } from './inquiry-flow.ts'
import type { FlowOptions } from './options.ts'

const fetchSession = vi.fn<FetchSession>()
let client: InquiryClient
let sdk: FakeSdk
let unmounts: (() => void)[]

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  fetchSession.mockReset()
  fetchSession.mockImplementation(async ({ inquiryId = 'inq_own' }) => ({
    inquiryId,
    status: 'pending',
    sessionToken: `token of ${inquiryId}`,
    expiresIn: 3600,
  }))
  client = createInquiryClient({ fetchSession })
  sdk = createFakeSdk()
  unmounts = []
})

afterEach(() => {
  for (const unmount of unmounts) unmount()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function options(more: Partial<FlowOptions> = {}): FlowOptions {
  return { client, loadSdk: async () => sdk, ...more }
}

function mountFlow(more: Partial<FlowOptions> = {}): InquiryFlow {
  const flow = createInquiryFlow(options(more))
  unmounts.push(flow.mount())
  return flow
}

/** Waits for the SDK client with this number, from 0, and makes it ready. */
async function ready(index: number): Promise<FakeClient> {
  await expect.poll(() => sdk.clients.length).toBeGreaterThan(index)
  const made = sdk.clients[index]
  if (made === undefined) throw new Error('The client is gone.')
  made.options.onReady?.()
  return made
}

async function fails(flow: InquiryFlow, code: 'offline' | 'rate_limited'): Promise<void> {
  fetchSession.mockRejectedValueOnce(new ResumableInquiryError(code, 'No.', { retryAfter: 600 }))
  flow.open()
  await expect.poll(flow.getState).toMatchObject({ status: 'error', error: { code } })
}

describe('an error that may have passed', () => {
  const comesBack = () => window.dispatchEvent(new Event('online'))

  test('is not retried while another flow has the page', async () => {
    const waiting = mountFlow({ inquiryId: 'inq_waiting' })
    await fails(waiting, 'offline')
    const working = mountFlow({ inquiryId: 'inq_working' })
    working.open()
    await ready(0)
    comesBack()
    expect(working.getState().status).toBe('open')
    expect(waiting.getState().status).toBe('error')

    working.close()
    comesBack()
    expect(waiting.getState().status).toBe('loading')
  })

  test('is retried beside an inline flow', async () => {
    const waiting = mountFlow({ inquiryId: 'inq_waiting', presentation: 'inline' })
    await fails(waiting, 'offline')
    const working = mountFlow({ inquiryId: 'inq_working' })
    working.open()
    await ready(0)
    comesBack()
    expect(waiting.getState().status).toBe('loading')
    expect(working.getState().status).toBe('open')
  })
})

test('the end of a rate limit waits while another flow has the page', async () => {
  const waiting = mountFlow({ inquiryId: 'inq_waiting' })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await fails(waiting, 'rate_limited')
  const working = mountFlow({ inquiryId: 'inq_working' })
  working.open()
  await ready(0)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(working.getState().status).toBe('open')
  expect(waiting.getState().status).toBe('error')
  working.close()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(waiting.getState().status).toBe('loading')
})

describe("the person's own inquiry", () => {
  test('is forgotten when the client is cleared, and listeners are told', async () => {
    const flow = mountFlow()
    flow.open()
    await ready(0)
    flow.close()
    expect(flow.getInquiryId()).toBe('inq_own')
    const listener = vi.fn()
    flow.subscribe(listener)
    client.clear()
    expect(flow.getInquiryId()).toBeUndefined()
    expect(listener).toHaveBeenCalledOnce()
  })

  test('is forgotten when the client is cleared while the flow is not mounted', async () => {
    const onCancel = vi.fn()
    const flow = mountFlow({ onCancel })
    flow.open()
    await ready(0)
    unmounts.pop()?.()
    client.clear()
    unmounts.push(flow.mount())
    expect(flow.getInquiryId()).toBeUndefined()
    fetchSession.mockImplementationOnce(() => new Promise(() => {}))
    flow.open()
    flow.cancel()
    expect(onCancel).toHaveBeenCalledExactlyOnceWith({ inquiryId: undefined })
  })

  test('stays where the host passes it back, and another flow takes the page', async () => {
    const flow = mountFlow()
    flow.open()
    await ready(0)
    flow.setOptions(options({ inquiryId: 'inq_own' }))
    const other = mountFlow({ inquiryId: 'inq_other' })
    other.open()
    expect(flow.getState().status).toBe('idle')
    expect(flow.getInquiryId()).toBe('inq_own')
    await ready(1)
    other.close()
    fetchSession.mockClear()
    flow.open()
    await ready(2)
    expect(fetchSession).not.toHaveBeenCalled()
  })
})
