import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  fetchMock,
  inquiryId,
  json,
  mockBackEnd,
  outcome,
  problem,
  restoreBackEnd,
  start,
  token,
} from '../../test/mocked-back-end.ts'
import { createInquiryClient, type InquiryClient } from './inquiry-client.ts'

beforeEach(mockBackEnd)
afterEach(restoreBackEnd)

describe('asking whether a session has ended', () => {
  const hash = '0123456789abcdef'
  const ask = (client = createInquiryClient({ endpoint: '/kyc' })) =>
    outcome(
      client.fetchExpiry({ inquiryId, tokenHash: hash, signal: new AbortController().signal }),
    )

  test('is a request that names the token', async () => {
    fetchMock.mockImplementation(async () => json({ expired: true }))
    expect(await ask()).toEqual({ action: 'recover' })
    const [url, init] = fetchMock.mock.lastCall ?? []
    expect(url).toBe('/kyc/inq_test/session?tokenHash=0123456789abcdef')
    expect(init).toMatchObject({ method: 'GET', credentials: 'same-origin', cache: 'no-store' })
  })

  test.each([400, 401, 403, 404, 405])('stops for good at %i', async (status) => {
    for (const answer of [() => problem(status, 'x'), () => new Response('', { status })]) {
      fetchMock.mockImplementation(async () => answer())
      expect(await ask()).toEqual({ action: 'stop' })
    }
  })

  test.each([
    [429, '60', 60],
    [503, '60', 60],
    [429, undefined, 0],
    [500, '60', 0],
    [502, '60', 0],
  ])('waits after %i with Retry-After %s for %i seconds', async (status, wait, after) => {
    const headers = wait === undefined ? {} : { 'retry-after': wait }
    fetchMock.mockImplementation(async () => problem(status, 'x', headers))
    expect(await ask()).toEqual({ action: 'ask_again', after })
    expect(fetchMock).toHaveBeenCalledOnce()
  })

  test.each([
    ['false', () => json({ expired: false })],
    ['null', () => json({ expired: null })],
    ['"true"', () => json({ expired: 'true' })],
    ['true in an array', () => json([{ expired: true }])],
    ['true with 201', () => json({ expired: true }, { status: 201 })],
    ['HTML', () => new Response('<!doctype html>')],
    ['nothing', () => new Response(null, { status: 204 })],
  ])('goes on after %s', async (_, answer) => {
    fetchMock.mockImplementation(async () => answer())
    expect(await ask()).toEqual({ action: 'ask_again', after: 0 })
  })

  test('is not possible with a host’s own fetchSession', async () => {
    expect(await ask(createInquiryClient({ fetchSession: async () => token }))).toEqual({
      action: 'stop',
    })
    expect(fetchMock).not.toHaveBeenCalled()
  })

  test('drops no session from the cache', async () => {
    fetchMock.mockImplementationOnce(async () => json(token))
    fetchMock.mockImplementation(async () => problem(401, 'signed_out'))
    const client = createInquiryClient()
    await outcome(client.requestSession(start))
    await ask(client)
    expect(client.getCachedSession(inquiryId)?.session).toEqual(token)
  })

  test('without a response ends in an error', async () => {
    fetchMock.mockImplementation(() => new Promise(() => {}))
    expect(await ask()).toMatchObject({ name: 'AbortError' })
  })
})

describe('the time after which to ask', () => {
  const arrive = async (client: InquiryClient): Promise<unknown> =>
    (await client.requestSession(start)).checkEvery

  test.each([20, 0.5])('is what came with the session: %s', async (checkEvery) => {
    fetchMock.mockImplementation(async () => json({ ...token, checkEvery }))
    const client = createInquiryClient()
    expect(await arrive(client)).toBe(checkEvery)
    expect(client.getCachedSession(inquiryId)?.session).toEqual(token)
  })

  test.each([undefined, null, 0, -1, '20', true, [20]])('is none for %j', async (checkEvery) => {
    fetchMock.mockImplementation(async () => json({ ...token, checkEvery }))
    expect(await arrive(createInquiryClient())).toBeUndefined()
  })

  test('is none with a host’s own fetchSession', async () => {
    const fetchSession = async () => ({ ...token, checkEvery: 20 })
    expect(await arrive(createInquiryClient({ fetchSession }))).toBeUndefined()
  })
})
