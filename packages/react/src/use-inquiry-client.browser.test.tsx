import { createInquiryClient, type ResumableInquiryError } from '@resumable-inquiry/core'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render, renderHook } from 'vitest-browser-react'
import { InquiryProvider } from './inquiry-provider.tsx'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { pendingSession } from '../test/scripted-back-end.ts'
import { setUp } from '../test/set-up.ts'
import { useInquiryClient } from './use-inquiry-client.ts'

const fetchMock = vi.fn<typeof fetch>()

beforeEach(() => {
  fetchMock.mockReset()
  fetchMock.mockImplementation(async () => Response.json(pendingSession('inq_a')))
  vi.stubGlobal('fetch', fetchMock)
})

afterEach(async () => {
  await cleanup()
  vi.unstubAllGlobals()
})

const addresses = () => fetchMock.mock.calls.map(([address]) => address)

test("a flow uses the provider's client", async () => {
  const { backEnd, sdk, widget } = setUp()
  const client = createInquiryClient({ fetchSession: backEnd.fetchSession })
  await render(
    <InquiryProvider client={client}>
      <ResumableInquiry inquiryId="inq_a" loadSdk={sdk.loadSdk} />
    </InquiryProvider>,
  )
  await widget(0)
  expect(backEnd.requests).toHaveLength(1)
  expect(fetchMock).not.toHaveBeenCalled()
})

test('an endpoint takes precedence over the provider', async () => {
  const { backEnd, sdk, widget } = setUp()
  const client = createInquiryClient({ fetchSession: backEnd.fetchSession })
  await render(
    <InquiryProvider client={client}>
      <ResumableInquiry inquiryId="inq_a" endpoint="/own" loadSdk={sdk.loadSdk} />
    </InquiryProvider>,
  )
  await widget(0)
  expect(backEnd.requests).toHaveLength(0)
  expect(addresses()).toEqual(['/own/inq_a/session'])
})

test('without a provider the page has one client for each endpoint', async () => {
  const { sdk, widget } = setUp()
  const { unmount } = await render(<ResumableInquiry inquiryId="inq_a" loadSdk={sdk.loadSdk} />)
  await widget(0)
  await unmount()

  const again = await render(
    <ResumableInquiry inquiryId="inq_a" endpoint="/api/inquiries" loadSdk={sdk.loadSdk} />,
  )
  await widget(1)
  await again.unmount()
  expect(addresses()).toEqual(['/api/inquiries/inq_a/session'])

  await render(<ResumableInquiry inquiryId="inq_a" endpoint="/other" loadSdk={sdk.loadSdk} />)
  await widget(2)
  expect(addresses()).toEqual(['/api/inquiries/inq_a/session', '/other/inq_a/session'])
})

test('a component passes nothing but the endpoint to its client', async () => {
  const { sdk, widget } = setUp()
  const more = { headers: { 'x-first': 'yes' }, credentials: 'omit' }
  const source = { endpoint: '/plain', ...more }
  await render(<ResumableInquiry {...source} inquiryId="inq_a" loadSdk={sdk.loadSdk} />)
  await widget(0)
  const init = fetchMock.mock.lastCall?.[1]
  expect(new Headers(init?.headers).get('x-first')).toBeNull()
  expect(init?.credentials).toBe('same-origin')
})

test('a remount with the same fetchSession finds its cached sessions', async () => {
  const { props, backEnd, widget } = setUp()
  const { unmount } = await render(<ResumableInquiry {...props} inquiryId="inq_a" />)
  await widget(0)
  await unmount()
  await render(<ResumableInquiry {...props} inquiryId="inq_a" />)
  expect((await widget(1)).options.sessionToken).toBe('token-0')
  expect(backEnd.requests).toHaveLength(1)
})

test('another client starts anew and shares no session with the first', async () => {
  const { backEnd, sdk, widget } = setUp()
  const flowOf = (client: ReturnType<typeof createInquiryClient>) => (
    <InquiryProvider client={client}>
      <ResumableInquiry inquiryId="inq_a" loadSdk={sdk.loadSdk} />
    </InquiryProvider>
  )
  const { rerender } = await render(
    flowOf(createInquiryClient({ fetchSession: backEnd.fetchSession })),
  )
  expect((await widget(0)).options.sessionToken).toBe('token-0')
  await rerender(flowOf(createInquiryClient({ fetchSession: backEnd.fetchSession })))
  expect((await widget(1)).options.sessionToken).toBe('token-1')
})

test.each<[string, object, string]>([
  ['both endpoint and fetchSession', { endpoint: '/api/inquiries' }, 'Leave one out'],
  ['a fetchSession that is not a function', { fetchSession: 'fetch' }, 'is not a function'],
  [
    'an endpoint that is not an address',
    { fetchSession: undefined, endpoint: 'https://' },
    'address',
  ],
  ['an empty endpoint', { fetchSession: undefined, endpoint: '' }, 'address'],
])('%s: onError gets the mistake, and rendering does not throw', async (_, source, advice) => {
  const { props } = setUp()
  const onError = vi.fn<(error: ResumableInquiryError) => void>()
  const uncaught = vi.fn()
  await render(
    <StrictMode>
      <ResumableInquiry {...props} {...source} inquiryId="inq_a" onError={onError} />
    </StrictMode>,
    { createRootOptions: { onUncaughtError: uncaught, onCaughtError: uncaught } },
  )
  await expect.poll(() => onError).toHaveBeenCalledOnce()
  expect(onError.mock.calls[0]?.[0]).toMatchObject({
    code: 'invalid_config',
    message: expect.stringContaining(advice),
  })
  expect(uncaught).not.toHaveBeenCalled()
  expect(fetchMock).not.toHaveBeenCalled()
})

describe('useInquiryClient', () => {
  test("returns the provider's client", async () => {
    const client = createInquiryClient()
    const { result } = await renderHook(() => useInquiryClient(), {
      wrapper: ({ children }) => <InquiryProvider client={client}>{children}</InquiryProvider>,
    })
    expect(result.current).toBe(client)
  })

  test('returns the client of a flow with the same source', async () => {
    const { sdk, widget } = setUp()
    await render(<ResumableInquiry inquiryId="inq_a" endpoint="/same" loadSdk={sdk.loadSdk} />)
    await widget(0)
    const { result } = await renderHook(() => useInquiryClient({ endpoint: '/same' }))
    expect(result.current.getCachedSession('inq_a')).toBeDefined()
    const other = await renderHook(() => useInquiryClient())
    expect(other.result.current).not.toBe(result.current)
  })
})

test('a client for each render is named as a mistake, in StrictMode once', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const host = () => (
    <StrictMode>
      <InquiryProvider client={createInquiryClient()}>The page</InquiryProvider>
    </StrictMode>
  )
  const { rerender } = await render(host())
  await rerender(host())
  await rerender(host())
  expect(warned).not.toHaveBeenCalled()
  await rerender(host())
  await rerender(host())
  expect(warned.mock.calls).toEqual([[expect.stringContaining('outside of the render')]])
  warned.mockRestore()
})
