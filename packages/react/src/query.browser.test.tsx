import { createInquiryClient } from '@resumable-inquiry/core'
import { QueryClient, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, expectTypeOf, test, vi } from 'vitest'
import { cleanup, renderHook } from 'vitest-browser-react'
import { inquiryQueryOptions, oneTimeLinkMutationOptions } from './query.ts'

const fetchMock = vi.fn<typeof fetch>()
const client = createInquiryClient()
const summary = {
  inquiryId: 'inq_a',
  status: 'pending',
  resumable: true,
  templateOutdated: false,
} as const
const link = { url: 'https://withpersona.com/verify?code=c', shortUrl: null, expiresIn: 3600 }

beforeEach(() => {
  fetchMock.mockReset()
  vi.stubGlobal('fetch', fetchMock)
})

afterEach(async () => {
  await cleanup()
  vi.unstubAllGlobals()
})

function wrapper({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
}

test('a query reads the summary of an inquiry', async () => {
  fetchMock.mockImplementation(async () => Response.json(summary))
  const { result } = await renderHook(
    () => useQuery(inquiryQueryOptions({ client, inquiryId: 'inq_a' })),
    { wrapper },
  )
  await expect.poll(() => result.current.data).toEqual(summary)
  expectTypeOf(result.current.data).toEqualTypeOf<
    Awaited<ReturnType<typeof client.fetchSummary>> | undefined
  >()
  expect(fetchMock).toHaveBeenCalledExactlyOnceWith(
    '/api/inquiries/inq_a',
    expect.objectContaining({ method: 'GET' }),
  )
})

test('a query does not retry a refusal', async () => {
  fetchMock.mockImplementation(
    async () =>
      new Response(JSON.stringify({ code: 'not_found' }), {
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      }),
  )
  const { result } = await renderHook(
    () => useQuery(inquiryQueryOptions({ client, inquiryId: 'inq_a' })),
    { wrapper },
  )
  await expect.poll(() => result.current.error).toMatchObject({ code: 'not_found' })
  expect(fetchMock).toHaveBeenCalledOnce()
})

test('a query without observers is aborted', async () => {
  const onAbort = vi.fn()
  fetchMock.mockImplementation((_, init) => {
    init?.signal?.addEventListener('abort', onAbort)
    return new Promise(() => {})
  })
  const { unmount } = await renderHook(
    () => useQuery(inquiryQueryOptions({ client, inquiryId: 'inq_a' })),
    { wrapper },
  )
  await expect.poll(() => fetchMock).toHaveBeenCalledOnce()
  await unmount()
  await expect.poll(() => onAbort).toHaveBeenCalledOnce()
})

test('a mutation creates a one-time link', async () => {
  fetchMock.mockImplementation(async () => Response.json(link))
  const { result } = await renderHook(
    () => useMutation(oneTimeLinkMutationOptions({ client, inquiryId: 'inq_a' })),
    { wrapper },
  )
  result.current.mutate()
  await expect.poll(() => result.current.data).toEqual(link)
  result.current.mutate({ expiresInSeconds: 60 })
  await expect.poll(() => fetchMock).toHaveBeenCalledTimes(2)
  expect(fetchMock.mock.calls.map(([address, init]) => [address, init?.body])).toEqual([
    ['/api/inquiries/inq_a/one-time-link', '{}'],
    ['/api/inquiries/inq_a/one-time-link', '{"expiresInSeconds":60}'],
  ])
})
