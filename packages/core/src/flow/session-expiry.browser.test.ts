import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createInquiryClient, type InquiryClient } from '../client/inquiry-client.ts'
import { createFakeSdk, type FakeSdk } from '../../test/fake-sdk.ts'
import { makeReady } from '../../test/make-ready.ts'
import { inquiryId, pending } from '../../test/pending-session.ts'
import { createInquiryFlow, type InquiryFlow } from './inquiry-flow.ts'

describe('the back end that can tell the end of a session', () => {
  const asked = vi.fn<(path: string) => boolean>()
  const bodies: unknown[] = []
  let client: InquiryClient
  let sdk: FakeSdk
  let flow: InquiryFlow
  let unmount: () => void

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    asked.mockReset()
    asked.mockReturnValue(false)
    bodies.length = 0
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      if (init.method === 'GET') return Response.json({ expired: asked(path) })
      bodies.push(init.body)
      return Response.json({ ...pending, checkEvery: 20 })
    })
    sdk = createFakeSdk()
    client = createInquiryClient()
    flow = createInquiryFlow({ client, inquiryId, loadSdk: async () => sdk })
    unmount = flow.mount()
  })

  afterEach(() => {
    unmount()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  /** Lets turns pass. What happens in a turn takes real time, too. */
  const untilAsked = async (times: number) => {
    while (asked.mock.calls.length < times) await vi.advanceTimersByTimeAsync(1000)
  }

  test('is asked while the flow is open, and its word recovers the flow', async () => {
    flow.open()
    await makeReady(flow, sdk)
    await expect.poll(() => client.getCachedSession(inquiryId)?.tokenHash).toBeDefined()
    await untilAsked(1)
    expect(asked).toHaveBeenCalledWith(
      expect.stringMatching(/^\/api\/inquiries\/inq_a\/session\?tokenHash=[0-9a-f]{16}$/),
    )
    expect(flow.getState().status).toBe('open')
    asked.mockReturnValue(true)
    await untilAsked(2)
    await makeReady(flow, sdk, 1)
    expect(bodies).toEqual([
      '{"reason":"start"}',
      expect.stringMatching(/^\{"reason":"session_expired","tokenHash":"[0-9a-f]{16}"\}$/),
    ])
  })

  test('is not asked during a device handoff, nor once the flow is closed', async () => {
    asked.mockReturnValue(true)
    flow.open()
    const { options } = await makeReady(flow, sdk)
    options.onEvent?.('one-time-link-sent', {})
    await vi.advanceTimersByTimeAsync(100_000)
    expect(asked).not.toHaveBeenCalled()
    options.onEvent?.('one-time-link-exit', {})
    flow.close()
    await vi.advanceTimersByTimeAsync(100_000)
    expect(asked).not.toHaveBeenCalled()
  })
})
