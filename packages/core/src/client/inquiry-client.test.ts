import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  fetchMock,
  inquiryId,
  json,
  mockBackEnd,
  outcome,
  problem,
  restoreBackEnd,
  secret,
  start,
  token,
} from '../../test/mocked-back-end.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import type { InquirySession } from '../wire/index.ts'
import { createInquiryClient, type SessionQuery, type InquiryClient } from './inquiry-client.ts'

const renew: SessionQuery = { ...start, reason: 'session_expired' }

beforeEach(mockBackEnd)
afterEach(restoreBackEnd)

/** Creates a response that the test resolves. */
function deferred(): { promise: Promise<Response>; resolve: (response: Response) => void } {
  let resolve = (_response: Response) => {}
  const promise = new Promise<Response>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

async function refusal(client: InquiryClient, request: SessionQuery = start) {
  const error = await outcome(client.requestSession(request))
  if (!isResumableInquiryError(error)) throw new Error('expected a refusal')
  return error
}

describe('the request', () => {
  test('goes to the inquiry, or to the person’s own without an id', async () => {
    fetchMock.mockImplementation(async () => json(token))
    const client = createInquiryClient({ endpoint: '/kyc/', headers: { 'x-csrf': 'yes' } })
    await outcome(client.requestSession(renew))
    await outcome(client.requestSession({ ...start, inquiryId: undefined }))

    const [[url, init], [ownUrl]] = fetchMock.mock.calls as [
      [string, RequestInit],
      [string, RequestInit],
    ]
    expect(url).toBe('/kyc/inq_test/session')
    expect(ownUrl).toBe('/kyc')
    expect(init).toMatchObject({
      method: 'POST',
      body: '{"reason":"session_expired"}',
      credentials: 'same-origin',
      cache: 'no-store',
    })
    expect(new Headers(init.headers).get('x-csrf')).toBe('yes')
  })

  test('is shared by simultaneous callers', async () => {
    fetchMock.mockImplementation(async () => json(token))
    const client = createInquiryClient()
    await outcome(Promise.all([client.requestSession(start), client.requestSession(start)]))
    expect(fetchMock).toHaveBeenCalledTimes(1)
  })

  test('for a renewal does not join a start that is under way', async () => {
    fetchMock.mockImplementation(async () => json(token))
    const client = createInquiryClient()
    await outcome(
      Promise.all([
        client.requestSession(start),
        client.requestSession(renew),
        client.requestSession(start),
        client.requestSession({ ...renew, reason: 'session_suspect' }),
      ]),
    )
    expect(fetchMock).toHaveBeenCalledTimes(2)
  })
})

describe('the hash of a token', () => {
  const hash = '0123456789abcdef'

  test('names the token in the request for another one, to a host’s own function too', async () => {
    fetchMock.mockImplementation(async () => json(token))
    await outcome(createInquiryClient().requestSession({ ...renew, tokenHash: hash }))
    expect(fetchMock.mock.lastCall?.[1]?.body).toBe(
      `{"reason":"session_expired","tokenHash":"${hash}"}`,
    )
    const fetchSession = vi.fn(async () => token)
    const own = createInquiryClient({ fetchSession })
    await outcome(own.requestSession({ ...renew, tokenHash: hash }))
    expect(fetchSession).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ reason: 'session_expired', tokenHash: hash }),
    )
  })
})

describe('invalid input', () => {
  test('an invalid id never reaches the back end', async () => {
    const error = await refusal(createInquiryClient(), { ...start, inquiryId: '../admin?x=' })
    expect(error.code).toBe('invalid_config')
    expect(fetchMock).not.toHaveBeenCalled()
  })

  test('an invalid endpoint or fetchSession is refused', () => {
    expect(() => createInquiryClient({ endpoint: 'http://' })).toThrow(/is not a valid address/)
    const options = { fetchSession: 'x' }
    expect(() => createInquiryClient(options as never)).toThrow(/not a function/)
  })

  test('headers that reject are an unknown error with its cause', async () => {
    const cause = new Error('no headers')
    const client = createInquiryClient({ headers: () => Promise.reject(cause) })
    expect(await refusal(client)).toMatchObject({ code: 'unknown', cause })
  })
})

describe('the response', () => {
  test.each([
    [400, 'invalid_request'],
    [401, 'signed_out'],
    [403, 'cross_site'],
    [404, 'not_found'],
    [409, 'sessions_exhausted'],
  ])('%i with a problem body is final: %s', async (status, code) => {
    fetchMock.mockImplementation(async () => problem(status, code))
    expect((await refusal(createInquiryClient())).code).toBe(code)
    expect(fetchMock).toHaveBeenCalledTimes(1)
  })

  test('of a back end without the option "start" names it, with the hint of the back end', async () => {
    const detail = 'Name the inquiry: none is started here.'
    fetchMock.mockImplementation(async () => json({ code: 'not_found', detail }, { status: 404 }))
    const client = createInquiryClient()
    const own = await refusal(client, { ...start, inquiryId: undefined })
    expect(own.message).toContain(
      'Pass an inquiryId, or give createInquiryHandler the option "start"',
    )
    expect(own.message).toContain(detail)
    const { message } = await refusal(client)
    expect(message).toContain('Check the inquiry id.')
    expect(message).toContain(detail)
  })

  test.each([
    ['2xx of the wrong shape', () => json({ token: secret })],
    ['HTML', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['a 404 without a problem body', () => new Response('Cannot POST', { status: 404 })],
  ])('%s is final, and the message asks where the handler is', async (_, answer) => {
    fetchMock.mockImplementation(async () => answer())
    const error = await refusal(createInquiryClient())
    expect(error).toMatchObject({ code: 'invalid_response', retryable: false })
    expect(error.message).toContain('Is the handler mounted at /api/inquiries?')
    expect(fetchMock).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['a problem body', () => problem(502, 'persona_unavailable')],
    ['HTML', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['a host function that threw', () => problem(500, 'internal')],
    [
      'a connection refused',
      () => {
        throw new TypeError('Failed to fetch')
      },
    ],
  ])('a temporary failure is tried three times: %s', async (_, answer) => {
    fetchMock.mockImplementation(async () => answer())
    expect((await refusal(createInquiryClient())).code).toBe('persona_unavailable')
    expect(fetchMock).toHaveBeenCalledTimes(3)
  })

  test('a temporary failure that passes has no effect', async () => {
    fetchMock.mockImplementationOnce(async () => problem(503, 'persona_unavailable'))
    fetchMock.mockImplementation(async () => json(token))
    expect(await outcome(createInquiryClient().requestSession(start))).toMatchObject({
      session: token,
    })
  })

  test('with a code that does not match its status is invalid', async () => {
    fetchMock.mockImplementation(async () => problem(403, 'not_found'))
    expect((await refusal(createInquiryClient())).code).toBe('invalid_response')
  })

  test.each([undefined, '0'])(
    '429 without a time to wait is tried three times: %s',
    async (wait) => {
      const headers = wait === undefined ? {} : { 'retry-after': wait }
      fetchMock.mockImplementation(async () => problem(429, 'rate_limited', headers))
      expect((await refusal(createInquiryClient())).code).toBe('rate_limited')
      expect(fetchMock).toHaveBeenCalledTimes(3)
    },
  )

  test('is offline if the browser reports that', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'))
    expect((await refusal(createInquiryClient())).code).toBe('offline')
  })

  test('429 is retried after its time if the deadline allows', async () => {
    fetchMock.mockImplementationOnce(async () =>
      problem(429, 'rate_limited', { 'retry-after': '5' }),
    )
    fetchMock.mockImplementation(async () => json(token))
    const begun = performance.now()
    expect(await outcome(createInquiryClient().requestSession(start))).toMatchObject({
      session: token,
    })
    expect(performance.now() - begun).toBeGreaterThanOrEqual(5_000)
  })

  test('429 is final if the deadline does not allow its time', async () => {
    fetchMock.mockImplementation(async () => problem(429, 'rate_limited', { 'retry-after': '60' }))
    const begun = performance.now()
    expect(await refusal(createInquiryClient())).toMatchObject({
      code: 'rate_limited',
      retryAfter: 60,
    })
    expect(performance.now() - begun).toBeLessThan(15_000)
  })

  test('that never arrives is a timeout at the deadline', async () => {
    fetchMock.mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        }),
    )
    expect((await refusal(createInquiryClient())).code).toBe('timeout')
    expect(performance.now()).toBeGreaterThanOrEqual(15_000)
  })
})

describe('the cache', () => {
  test('keeps a token until its deadline', async () => {
    fetchMock.mockImplementation(async () => json(token))
    const client = createInquiryClient()
    await outcome(client.requestSession(start))
    expect(client.getCachedSession(inquiryId)?.session).toEqual(token)
    vi.advanceTimersByTime(3600_000)
    expect(client.getCachedSession(inquiryId)).toBeUndefined()
  })

  test('does not keep a tokenless session', async () => {
    fetchMock.mockImplementation(async () =>
      json({ inquiryId, status: 'created', sessionToken: null, expiresIn: null }),
    )
    const client = createInquiryClient()
    await outcome(client.requestSession(start))
    expect(client.getCachedSession(inquiryId)).toBeUndefined()
  })

  test('drops a session that is being renewed, and one that is refused', async () => {
    fetchMock.mockImplementationOnce(async () => json(token))
    fetchMock.mockImplementation(async () => problem(404, 'not_found'))
    const client = createInquiryClient()
    await outcome(client.requestSession(start))
    await outcome(client.requestSession(renew))
    expect(client.getCachedSession(inquiryId)).toBeUndefined()
  })

  test('keeps the renewed session when an earlier start responds later', async () => {
    const old = deferred()
    const renewed: InquirySession = { ...token, sessionToken: 'renewed' }
    fetchMock.mockImplementationOnce(() => old.promise)
    fetchMock.mockImplementationOnce(async () => json(renewed))
    const client = createInquiryClient()
    const started = client.requestSession(start)
    await client.requestSession(renew)
    old.resolve(json(token))
    expect((await started).session).toEqual(renewed)
    expect(client.getCachedSession(inquiryId)?.session).toEqual(renewed)
  })

  test.each([
    [401, 'signed_out'],
    [404, 'not_found'],
  ])('drops the session if the status is refused with %i', async (status, code) => {
    fetchMock.mockImplementationOnce(async () => json(token))
    fetchMock.mockImplementation(async () => problem(status, code))
    const client = createInquiryClient()
    await outcome(client.requestSession(start))
    await outcome(client.fetchSummary(inquiryId))
    expect(client.getCachedSession(inquiryId)).toBeUndefined()
  })

  test('remembers that an inquiry is finished, from its status', async () => {
    fetchMock.mockImplementationOnce(async () => json(token))
    fetchMock.mockImplementation(async () =>
      json({ inquiryId, status: 'approved', resumable: false, templateOutdated: false }),
    )
    const client = createInquiryClient()
    await outcome(client.requestSession(start))
    await outcome(client.fetchSummary(inquiryId))
    expect(client.getCachedSession(inquiryId)?.session.status).toBe('approved')
  })

  test('remembers that an inquiry is finished', () => {
    const client = createInquiryClient()
    client.finishInquiry(inquiryId, 'approved', 'backend')
    expect(client.getCachedSession(inquiryId)?.session.status).toBe('approved')
  })

  test('ignores a status that arrives after clear', async () => {
    const late = deferred()
    fetchMock.mockImplementation(() => late.promise)
    const client = createInquiryClient()
    const summary = outcome(client.fetchSummary(inquiryId))
    client.clear()
    late.resolve(json({ inquiryId, status: 'pending', resumable: true, templateOutdated: false }))
    expect(await summary).toMatchObject({ name: 'AbortError' })
  })

  test('is empty after clear, even with requests in flight', async () => {
    const late = deferred()
    fetchMock.mockImplementation(() => late.promise)
    const client = createInquiryClient()
    const cleared = vi.fn()
    client.onClear(cleared)
    const request = outcome(client.requestSession(start))
    client.clear()
    late.resolve(json(token))
    expect(await request).toMatchObject({ name: 'AbortError' })
    expect(client.getCachedSession(inquiryId)).toBeUndefined()
    expect(cleared).toHaveBeenCalledOnce()
  })
})

describe('a host’s own fetchSession', () => {
  test('gets the request', async () => {
    const fetchSession = vi.fn(async () => token)
    await outcome(createInquiryClient({ fetchSession }).requestSession(renew))
    expect(fetchSession).toHaveBeenCalledExactlyOnceWith({
      inquiryId,
      reason: 'session_expired',
      attempt: 1,
      signal: expect.any(AbortSignal),
    })
  })

  test('that throws is an unknown error with its cause', async () => {
    const cause = new Error('the host’s own')
    const error = await refusal(createInquiryClient({ fetchSession: () => Promise.reject(cause) }))
    expect(error).toMatchObject({ code: 'unknown', cause })
  })

  test('that throws a ResumableInquiryError passes it on', async () => {
    const thrown = new ResumableInquiryError('not_found', 'Gone.')
    const error = await refusal(createInquiryClient({ fetchSession: () => Promise.reject(thrown) }))
    expect(error).toBe(thrown)
  })

  test('that returns something else is an invalid response', async () => {
    const fetchSession = () => Promise.resolve({ token: secret } as unknown as InquirySession)
    expect((await refusal(createInquiryClient({ fetchSession }))).code).toBe('invalid_response')
  })

  test('that never settles is a timeout', async () => {
    const fetchSession = () => new Promise<never>(() => {})
    expect((await refusal(createInquiryClient({ fetchSession }))).code).toBe('timeout')
  })

  test('excludes an endpoint', () => {
    const options = { endpoint: '/api', fetchSession: async () => token }
    expect(() => createInquiryClient(options as never)).toThrow(/Leave one out/)
  })
})

test('no error contains a token', async () => {
  fetchMock.mockImplementation(async () => json({ ...token, status: 'nonsense' }))
  const error = await refusal(createInquiryClient())
  expect(`${JSON.stringify(error)} ${error.message} ${error.stack}`).not.toContain(secret)
})
