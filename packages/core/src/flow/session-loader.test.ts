import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FetchSession } from '../client/client-options.ts'
import { createInquiryClient } from '../client/inquiry-client.ts'
import { ResumableInquiryError } from '../errors.ts'
import { inquiryId, pending } from '../../test/pending-session.ts'
import { createRecordedRuntime } from '../../test/recorded-runtime.ts'
import type { InquirySession } from '../wire/inquiry-session.ts'
import type { FlowEffect } from './machine-types.ts'
import type { FlowOptions } from './options.ts'
import { createSessionLoader } from './session-loader.ts'
import { type CachedSession, toCachedSession } from '../client/session-cache.ts'

const finished: InquirySession = {
  inquiryId,
  status: 'approved',
  sessionToken: null,
  expiresIn: null,
}

const fetchSession = vi.fn<FetchSession>()
const onSent = () => {}

beforeAll(() => import('../client/answers.ts'))
beforeEach(() => {
  vi.useFakeTimers()
  fetchSession.mockReset()
  fetchSession.mockImplementation(async () => pending)
})
afterEach(() => vi.useRealTimers())

function setUp(options: Partial<FlowOptions> = { inquiryId }) {
  const client = createInquiryClient({ fetchSession })
  const { runtime, controller, events } = createRecordedRuntime({ ...options, client })
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
        session: { obtainedAt: performance.now() },
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
    expect(events).toMatchObject([{ session: { isTokenless: true, expiresAt: null } }])

    client.cacheSession(pending)
    vi.advanceTimersByTime(60_000)
    loader.load(start, onSent)
    expect(events[1]).toMatchObject({
      session: { isTokenless: false, obtainedAt: performance.now() - 60_000 },
    })
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
