import { createInquiryClient } from '@resumable-inquiry/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchSummary } from './watch-summary.ts'

const fetchMock = vi.fn<typeof fetch>()
let watching: AbortController

beforeEach(() => {
  fetchMock.mockReset()
  vi.stubGlobal('fetch', fetchMock)
  watching = new AbortController()
})
afterEach(() => {
  watching.abort()
  vi.unstubAllGlobals()
})

const comeBack = () => document.dispatchEvent(new Event('visibilitychange'))

/** Watches with a back end that refuses, until its refusal has arrived. */
async function watchRefused(status: number, code: string): Promise<void> {
  fetchMock.mockImplementation(async () => Response.json({ code }, { status }))
  const client = createInquiryClient()
  const fetchSummary = vi.spyOn(client, 'fetchSummary')
  watchSummary(client, 'inq_a', () => {}, watching.signal)
  await expect.poll(() => fetchSummary.mock.settledResults[0]?.type).toBe('rejected')
}

test.each([
  [403, 'cross_site'],
  [404, 'not_found'],
])('after %i %s a person who comes back is not asked for again', async (status, code) => {
  await watchRefused(status, code)
  comeBack()
  expect(fetchMock).toHaveBeenCalledOnce()
})

test('after 401 it is asked again when the person comes back, who may have signed in', async () => {
  await watchRefused(401, 'signed_out')
  comeBack()
  expect(fetchMock).toHaveBeenCalledTimes(2)
})
