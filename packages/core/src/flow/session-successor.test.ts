import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FetchSession } from '../client/client-options.ts'
import { createInquiryClient, type InquiryClient } from '../client/inquiry-client.ts'
import { type CachedSession, toCachedSession } from '../client/session-cache.ts'
import { createSdkLoader } from '../frame/load-sdk.ts'
import { noPlace } from '../../test/no-place.ts'
import type { FlowEvent } from './machine-types.ts'
import { createSessionLoader } from './session-loader.ts'

const inquiryId = 'inq_a'
const withToken = (sessionToken: string) =>
  ({ inquiryId, status: 'pending', sessionToken, expiresIn: 3600 }) as const
const fetchSession = vi.fn<FetchSession>()
let client: InquiryClient

beforeEach(() => {
  vi.useFakeTimers()
  fetchSession.mockReset()
  fetchSession.mockImplementation(async () => withToken('from the back end'))
  client = createInquiryClient({ fetchSession })
})
afterEach(() => vi.useRealTimers())

/** Returns the token that a recovery gets for another one. */
async function recover(expiredSession: CachedSession): Promise<string | null> {
  const event = await new Promise<FlowEvent>((resolve) => {
    const loader = createSessionLoader({
      options: { client, inquiryId },
      signal: new AbortController().signal,
      place: noPlace,
      sdk: createSdkLoader(),
      isHandedOff: false,
      dispatch: resolve,
    })
    loader.load(
      {
        type: 'session.request',
        run: 1,
        reason: 'session_expired',
        attempt: 1,
        inquiryId,
        expiredSession,
        isCacheOnly: false,
        isOpening: false,
      },
      () => {},
    )
  })
  if (event.type !== 'session.received') throw new Error('There is no session.')
  return event.session.cached.session.sessionToken
}

test('a recovery uses the session that another flow of the inquiry has got meanwhile', async () => {
  const expired = toCachedSession(withToken('expired'))
  vi.advanceTimersByTime(1000)
  client.cacheSession(withToken('next'))
  expect(await recover(expired)).toBe('next')
  expect(fetchSession).not.toHaveBeenCalled()
})

test('a recovery uses no cached session that came before, or that has the same token', async () => {
  client.cacheSession(withToken('earlier'))
  vi.advanceTimersByTime(1000)
  const expired = toCachedSession(withToken('expired'))
  expect(await recover(expired)).toBe('from the back end')
  vi.advanceTimersByTime(1000)
  client.cacheSession(withToken('expired'))
  expect(await recover(expired)).toBe('from the back end')
})
