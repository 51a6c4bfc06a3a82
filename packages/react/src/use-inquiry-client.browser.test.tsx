import { createInquiryClient, isResumableInquiryError } from '@resumable-inquiry/core'
import { Component, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { InquiryProvider } from './inquiry-provider.tsx'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { pendingSession } from './testing/scripted-back-end.ts'
import { setUp } from './testing/set-up.ts'

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

test('both endpoint and fetchSession are refused, and the message says what to do', async () => {
  const { props } = setUp()
  const onError = vi.fn<(error: unknown) => void>()
  class Boundary extends Component<{ children: ReactNode }> {
    override state = { failed: false }
    static getDerivedStateFromError() {
      return { failed: true }
    }
    override componentDidCatch(error: unknown) {
      onError(error)
    }
    override render() {
      return this.state.failed ? <p>refused</p> : this.props.children
    }
  }
  await render(
    <Boundary>
      {/* @ts-expect-error: the two exclude each other */}
      <ResumableInquiry {...props} endpoint="/api/inquiries" />
    </Boundary>,
    { createRootOptions: { onCaughtError: () => {} } },
  )
  await expect.element(page.getByText('refused')).toBeInTheDocument()
  const [error] = onError.mock.calls[0] ?? []
  expect(isResumableInquiryError(error) && error).toMatchObject({
    code: 'invalid_config',
    message: expect.stringContaining('Leave one out'),
  })
})
