import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FetchSession } from '../client/client-options.ts'
import { createInquiryClient } from '../client/inquiry-client.ts'
import { ResumableInquiryError } from '../errors.ts'
import { createSdkLoader } from '../frame/load-sdk.ts'
import { noPlace } from '../../test/no-place.ts'
import type { InquirySession } from '../wire/inquiry-session.ts'
import type { FlowEffect, FlowEvent } from './machine-types.ts'
import type { FlowOptions } from './options.ts'
import type { Runtime } from './runtime.ts'
import { createSessionLoader, watchSession } from './session-loader.ts'
import { type CachedSession, toCachedSession } from '../client/session-cache.ts'
import type { ExpiryAnswer } from '../client/refusals.ts'

const inquiryId = 'inq_a'
const pending: InquirySession = {
  inquiryId,
  status: 'pending',
  sessionToken: 'a token',
  expiresIn: 3600,
}
const finished: InquirySession = {
  inquiryId,
  status: 'approved',
  sessionToken: null,
  expiresIn: null,
}

const fetchSession = vi.fn<FetchSession>()
const onSent = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  fetchSession.mockReset()
  fetchSession.mockImplementation(async () => pending)
})
afterEach(() => vi.useRealTimers())

function setUp(options: Partial<FlowOptions> = { inquiryId }) {
  const client = createInquiryClient({ fetchSession })
  const controller = new AbortController()
  const events: FlowEvent[] = []
  const runtime: Runtime = {
    options: { ...options, client },
    signal: controller.signal,
    place: noPlace,
    sdk: createSdkLoader(),
    isHandedOff: false,
    dispatch: (event) => events.push(event),
  }
  return { client, controller, events, loader: createSessionLoader(runtime) }
}

type Request = Extract<FlowEffect, { type: 'session.request' }>

const start: Request = {
  type: 'session.request',
  run: 1,
  reason: 'start',
  attempt: 1,
  inquiryId,
  expiredSession: undefined,
  isCacheOnly: false,
  isOpening: true,
}
const renewal: Request = { ...start, reason: 'session_expired', isOpening: false }

describe('the cache', () => {
  test('serves an opening without a request', () => {
    const { client, events, loader } = setUp()
    client.cacheSession(pending)
    loader.load(start, onSent)
    expect(events).toMatchObject([
      {
        type: 'session.received',
        run: 1,
        inquiryId,
        isFromCache: true,
        session: { isFresh: true },
      },
    ])
    expect(fetchSession).not.toHaveBeenCalled()
  })

  test('does not serve a renewal', async () => {
    const { client, events, loader } = setUp()
    client.cacheSession(pending)
    loader.load(renewal, onSent)
    await vi.runAllTimersAsync()
    expect(fetchSession).toHaveBeenCalledOnce()
    expect(events).toMatchObject([{ type: 'session.received', isFromCache: false }])
  })

  test('serves only the finished inquiry that the host names', async () => {
    const named = setUp({ inquiryId })
    named.client.cacheSession(finished)
    named.loader.load(start, onSent)
    expect(named.events).toMatchObject([{ type: 'session.finished', status: 'approved' }])

    const own = setUp({})
    own.client.cacheSession(finished)
    own.loader.load(start, onSent)
    await vi.runAllTimersAsync()
    expect(own.events).toMatchObject([{ type: 'session.received', isFromCache: false }])
  })

  test('is the only source once the flow has spent its sessions', () => {
    const { client, events, loader } = setUp()
    loader.load({ ...start, isCacheOnly: true }, onSent)
    expect(events).toMatchObject([
      { type: 'session.refused', error: { code: 'recovery_exhausted' } },
    ])
    client.cacheSession(pending)
    loader.load({ ...start, isCacheOnly: true }, onSent)
    expect(events[1]).toMatchObject({ type: 'session.received' })
    expect(fetchSession).not.toHaveBeenCalled()
  })
})

describe('a request', () => {
  test('starts the inquiry that the host names, and renews the one that the flow has', async () => {
    const { loader } = setUp({})
    loader.load({ ...start, inquiryId: undefined }, onSent)
    await vi.runAllTimersAsync()
    loader.load({ ...renewal, attempt: 2 }, onSent)
    await vi.runAllTimersAsync()
    expect(fetchSession.mock.calls.map(([request]) => request)).toMatchObject([
      { reason: 'start', attempt: 1 },
      { reason: 'session_expired', attempt: 2, inquiryId },
    ])
    expect(fetchSession.mock.calls[0]?.[0]).not.toHaveProperty('inquiryId')
  })

  test('is sent at once, and joined by the next opening if the flow has moved on', async () => {
    const { controller, events, loader } = setUp()
    loader.load(start, onSent)
    expect(fetchSession).toHaveBeenCalledOnce()
    controller.abort()
    loader.load({ ...start, run: 3 }, onSent)
    await vi.runAllTimersAsync()
    expect(fetchSession).toHaveBeenCalledOnce()
    expect(events).toEqual([])
  })

  test('drops its response if the flow has moved on', async () => {
    const { controller, events, loader } = setUp()
    fetchSession.mockImplementation(async () => {
      controller.abort()
      return pending
    })
    loader.load(renewal, onSent)
    await vi.runAllTimersAsync()
    expect(fetchSession).toHaveBeenCalledOnce()
    expect(events).toEqual([])
  })

  test('reports a session without a token, and an old one', async () => {
    const { client, events, loader } = setUp()
    fetchSession.mockImplementation(async () => ({
      inquiryId,
      status: 'created',
      sessionToken: null,
      expiresIn: null,
    }))
    loader.load(start, onSent)
    await vi.runAllTimersAsync()
    expect(events).toMatchObject([
      { session: { isTokenless: true, isFresh: true, expiresAt: null } },
    ])

    client.cacheSession(pending)
    vi.advanceTimersByTime(60_000)
    loader.load(start, onSent)
    expect(events[1]).toMatchObject({ session: { isTokenless: false, isFresh: false } })
  })

  test('reports known errors as they are, and other errors as unknown', async () => {
    const refusal = new ResumableInquiryError('not_found', 'Not there.')
    const { client, events, loader } = setUp()
    fetchSession.mockRejectedValueOnce(refusal)
    loader.load(start, onSent)
    await vi.runAllTimersAsync()
    expect(events).toEqual([{ type: 'session.refused', run: 1, error: refusal }])

    const cause = new Error('broken')
    vi.spyOn(client, 'requestSession').mockRejectedValueOnce(cause)
    loader.load(start, onSent)
    await vi.runAllTimersAsync()
    expect(events[1]).toMatchObject({ error: { code: 'unknown', cause } })
  })

  test('reports nothing if signing out aborts it', async () => {
    const { client, events, loader } = setUp()
    fetchSession.mockImplementation(() => new Promise(() => {}))
    loader.load(renewal, onSent)
    client.clear()
    await vi.runAllTimersAsync()
    expect(events).toEqual([])
  })
})

describe('preparing', () => {
  test('caches the session, and reports its inquiry', async () => {
    const { client, events, loader } = setUp({})
    loader.prepare(undefined)
    await vi.runAllTimersAsync()
    expect(events).toEqual([{ type: 'session.prepared', inquiryId }])
    expect(client.getCachedSession(inquiryId)?.session).toEqual(pending)
    loader.prepare(inquiryId)
    await vi.runAllTimersAsync()
    expect(fetchSession).toHaveBeenCalledOnce()
  })

  test('reports no error, since opening does', async () => {
    const { events, loader } = setUp()
    fetchSession.mockRejectedValue(new ResumableInquiryError('not_found', 'Not there.'))
    loader.prepare(inquiryId)
    await vi.runAllTimersAsync()
    expect(events).toEqual([])
  })
})

describe('watching a session', () => {
  const tokenHash = '0123456789abcdef'
  let page: EventTarget & { visibilityState: string }
  const fetchExpiry = vi.fn<(...named: unknown[]) => Promise<ExpiryAnswer>>()
  const ask_again: ExpiryAnswer = { action: 'ask_again', after: 0 }

  function setVisibility(state: 'hidden' | 'visible'): void {
    page.visibilityState = state
    page.dispatchEvent(new Event('visibilitychange'))
  }

  beforeEach(() => {
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    vi.stubGlobal('document', page)
    fetchExpiry.mockReset()
    fetchExpiry.mockImplementation(async () => ask_again)
  })
  afterEach(() => vi.unstubAllGlobals())

  function watch(session: Partial<CachedSession> = {}) {
    const { client, controller, events } = setUp()
    const cached = { ...toCachedSession(pending, 'backend', 20), tokenHash, ...session }
    const runtime = {
      options: { client: { ...client, fetchExpiry } },
      signal: controller.signal,
      isHandedOff: false,
      place: noPlace,
      sdk: createSdkLoader(),
      dispatch: (event: FlowEvent) => events.push(event),
    }
    watchSession(runtime, 7, cached)
    return { controller, events, runtime, cached }
  }
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)

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

test('a renewal names the token that it replaces, and a start none', async () => {
  const { client, loader } = setUp()
  const requestSession = vi.spyOn(client, 'requestSession')
  const expiredSession = { ...toCachedSession(pending), tokenHash: '0123456789abcdef' }
  loader.load({ ...renewal, expiredSession }, onSent)
  loader.load(start, onSent)
  await vi.runAllTimersAsync()
  expect(requestSession.mock.calls.map(([query]) => query.tokenHash)).toEqual([
    '0123456789abcdef',
    undefined,
  ])
})

describe('the hash of a token', () => {
  afterEach(() => vi.unstubAllGlobals())

  const receive = async (): Promise<CachedSession | undefined> => {
    const { client, loader } = setUp()
    fetchSession.mockImplementation(async () => ({ ...pending, sessionToken: 'secret ‹1› token' }))
    loader.load(start, onSent)
    await vi.runAllTimersAsync()
    return client.getCachedSession(inquiryId)
  }

  test('is computed when the session arrives', async () => {
    const cached = await receive()
    // What every implementation of SHA-256 gives for these UTF-8 bytes begins with it.
    await vi.waitFor(() => expect(cached?.tokenHash).toBe('ca314de48ce425a7'))
  })

  test.each([
    ['crypto.subtle', 'crypto', {}],
    ['TextEncoder, as the jsdom of Jest', 'TextEncoder', undefined],
  ])('is missing where the page has no %s', async (_, name, value) => {
    vi.stubGlobal(name, value)
    // A rejection that is not handled fails the run.
    expect(await receive()).toMatchObject({ tokenHash: undefined })
  })
})
