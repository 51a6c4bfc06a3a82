import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createInquiryClient } from '../client/inquiry-client.ts'
import type { ExpiryAnswer } from '../client/refusals.ts'
import { type CachedSession, toCachedSession } from '../client/session-cache.ts'
import { inquiryId, pending } from '../../test/pending-session.ts'
import { createRecordedRuntime } from '../../test/recorded-runtime.ts'
import { watchSession } from './session-loader.ts'

const tokenHash = '0123456789abcdef'
let page: EventTarget & { visibilityState: string }
const fetchExpiry = vi.fn<(...named: unknown[]) => Promise<ExpiryAnswer>>()
const ask_again: ExpiryAnswer = { action: 'ask_again', after: 0 }

function setVisibility(state: 'hidden' | 'visible'): void {
  page.visibilityState = state
  page.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
  fetchExpiry.mockReset()
  fetchExpiry.mockImplementation(async () => ask_again)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function watch(session: Partial<CachedSession> = {}) {
  const client = { ...createInquiryClient(), fetchExpiry }
  const recorded = createRecordedRuntime({ client })
  watchSession(recorded.runtime, 7, {
    ...toCachedSession(pending, 'backend', 20),
    tokenHash,
    ...session,
  })
  return recorded
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)

describe('watching a session', () => {
  test('asks in every turn, spread by a tenth, and never later than it should', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(1)
    watch()
    await seconds(17.9)
    expect(fetchExpiry).not.toHaveBeenCalled()
    await seconds(0.1)
    expect(fetchExpiry).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ inquiryId, tokenHash }),
    )
    random.mockReturnValue(0)
    await seconds(18)
    expect(fetchExpiry).toHaveBeenCalledTimes(2)
    await seconds(19.9)
    expect(fetchExpiry).toHaveBeenCalledTimes(2)
    await seconds(0.1)
    expect(fetchExpiry).toHaveBeenCalledTimes(3)
    random.mockRestore()
  })

  test('recovers the flow when the session has ended', async () => {
    const { events } = watch()
    fetchExpiry.mockImplementation(async () => ({ action: 'recover' }))
    await seconds(20)
    expect(events).toEqual([{ type: 'session.expired', run: 7 }])
    await seconds(60)
    expect(fetchExpiry).toHaveBeenCalledOnce()
  })

  test.each<[string, () => Promise<ExpiryAnswer>]>([
    ['that it has not', async () => ask_again],
    ['nothing', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('asks again after %s', async (_, answer) => {
    const { events } = watch()
    fetchExpiry.mockImplementation(answer)
    await seconds(60)
    expect(fetchExpiry.mock.calls.length).toBeGreaterThanOrEqual(3)
    expect(events).toEqual([])
  })

  test('waits as long as the back end says, and never less than a turn', async () => {
    watch()
    fetchExpiry.mockImplementationOnce(async () => ({ action: 'ask_again', after: 100 }))
    await seconds(20)
    await seconds(79)
    expect(fetchExpiry).toHaveBeenCalledOnce()
    fetchExpiry.mockImplementationOnce(async () => ({ action: 'ask_again', after: 1 }))
    await seconds(21)
    expect(fetchExpiry).toHaveBeenCalledTimes(2)
    await seconds(15)
    expect(fetchExpiry).toHaveBeenCalledTimes(2)
  })

  test('stops when the back end does not answer the question', async () => {
    watch()
    fetchExpiry.mockImplementation(async () => ({ action: 'stop' }))
    await seconds(100)
    expect(fetchExpiry).toHaveBeenCalledOnce()
  })

  test.each<[string, Partial<CachedSession>]>([
    ['a session that came without a time to ask', { checkEvery: undefined }],
    ['a token without a hash', { tokenHash: undefined }],
  ])('never asks about %s', async (_, session) => {
    watch(session)
    await seconds(100)
    expect(fetchExpiry).not.toHaveBeenCalled()
  })

  test('ends with the run, even while it asks', async () => {
    const { controller, events } = watch()
    fetchExpiry.mockImplementation(async () => {
      controller.abort()
      return { action: 'recover' }
    })
    await seconds(100)
    expect(fetchExpiry).toHaveBeenCalledOnce()
    expect(events).toEqual([])
    const next = watch()
    next.controller.abort()
    await seconds(100)
    expect(fetchExpiry).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('never asks while the page is hidden, and starts over when it is visible', async () => {
    watch()
    setVisibility('hidden')
    await seconds(100)
    expect(fetchExpiry).not.toHaveBeenCalled()
    setVisibility('visible')
    await seconds(17)
    expect(fetchExpiry).not.toHaveBeenCalled()
    await seconds(3)
    expect(fetchExpiry).toHaveBeenCalledOnce()
  })

  test('never asks during a device handoff', async () => {
    const { runtime } = watch()
    runtime.isHandedOff = true
    await seconds(100)
    expect(fetchExpiry).not.toHaveBeenCalled()
    runtime.isHandedOff = false
    await seconds(20)
    expect(fetchExpiry).toHaveBeenCalledOnce()
  })

  test.each<[string, (runtime: { isHandedOff: boolean }) => void]>([
    ['the page was hidden', () => setVisibility('hidden')],
    [
      'a device handoff began',
      (runtime) => {
        runtime.isHandedOff = true
      },
    ],
  ])('changes nothing if %s while it asked', async (_, change) => {
    const { events, runtime } = watch()
    fetchExpiry.mockImplementationOnce(async () => {
      change(runtime)
      return { action: 'recover' }
    })
    await seconds(100)
    expect(events).toEqual([])
    runtime.isHandedOff = false
    setVisibility('visible')
    fetchExpiry.mockImplementation(async () => ({ action: 'recover' }))
    await seconds(20)
    expect(events).toEqual([{ type: 'session.expired', run: 7 }])
  })
})
