import { createInquiryClient, type InquiryClient } from '@resumable-inquiry/core'
import type { InquiryStatus } from '@resumable-inquiry/core/wire'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import '@resumable-inquiry/react/styles.css'
import { ContinueElsewhere, type ContinueElsewhereProps } from './continue.ts'
import { InquiryProvider } from './inquiry-provider.tsx'
import { ResumableInquiry } from './resumable-inquiry.tsx'

const inquiryId = 'inq_a'
const url = 'https://withpersona.com/verify?code=secret-code'
const requests: string[] = []
let status: InquiryStatus
let expiresIn: number | null
let refusal: { status: number; code: string; retryAfter?: string } | undefined

const respond: typeof fetch = async (input, { method = 'GET' } = {}) => {
  const path = (typeof input === 'string' ? input : '').replace('/api/inquiries', '')
  requests.push(`${method} ${path}`)
  if (path.endsWith('/one-time-link')) {
    if (refusal === undefined) return Response.json({ url, shortUrl: null, expiresIn })
    const { code, retryAfter } = refusal
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
    return Response.json({ code }, { status: refusal.status, headers })
  }
  if (method === 'POST') {
    return Response.json({ inquiryId, status: 'created', sessionToken: null, expiresIn: null })
  }
  return Response.json({ inquiryId, status, resumable: true, templateOutdated: false })
}
const fetchMock = vi.fn(respond)

beforeEach(() => {
  requests.length = 0
  fetchMock.mockImplementation(respond)
  status = 'pending'
  expiresIn = 3600
  refusal = undefined
  vi.stubGlobal('fetch', fetchMock)
})

afterEach(async () => {
  await cleanup()
  Reflect.deleteProperty(document, 'visibilityState')
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function setVisible(isVisible: boolean): void {
  const value: DocumentVisibilityState = isVisible ? 'visible' : 'hidden'
  Object.defineProperty(document, 'visibilityState', { configurable: true, value })
  document.dispatchEvent(new Event('visibilitychange'))
}

function show(props: ContinueElsewhereProps = { inquiryId }, client?: InquiryClient) {
  return render(
    <InquiryProvider client={client ?? createInquiryClient()}>
      <ContinueElsewhere {...props} />
    </InquiryProvider>,
  )
}

const button = (name: string) => page.getByRole('button', { name })

describe('a link', () => {
  test('is created when the person asks for it, and shown as a code and as text', async () => {
    await show()
    await expect.element(button('Continue on your phone')).toBeVisible()
    expect(requests).toEqual([])
    await button('Continue on your phone').click()
    await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible()
    await expect.element(page.getByRole('textbox')).toHaveValue(url)
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([
      `POST /${inquiryId}/one-time-link`,
    ])
  })

  test('keeps the focus of a person who uses the keyboard', async () => {
    await show()
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('textbox')).toBeVisible()
    const root = document.querySelector('.resumable-inquiry-continue')
    expect(root?.contains(document.activeElement)).toBe(true)
    await userEvent.tab()
    await expect.element(page.getByRole('textbox')).toHaveFocus()
  })

  test('is copied, or selected where the browser does not let it be copied', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('no'))
    await show()
    await button('Continue on your phone').click()
    await button('Copy link').click()
    await expect.poll(() => String(getSelection())).toBe(url)
    write.mockResolvedValueOnce()
    await button('Copy link').click()
    await expect.element(button('Copied')).toBeVisible()
    expect(write).toHaveBeenLastCalledWith(url)
    write.mockRestore()
  })

  test('that has expired is renewed on request', async () => {
    expiresIn = 0.01
    await show()
    await button('Continue on your phone').click()
    await expect.element(page.getByText('This link has expired.')).toBeVisible()
    expiresIn = 3600
    await button('Get a new link').click()
    await expect.element(page.getByRole('textbox')).toBeVisible()
  })

  test('of an inquiry that was begun elsewhere is not shown any more', async () => {
    status = 'created'
    await show()
    await button('Continue on your phone').click()
    await expect.element(page.getByRole('textbox')).toBeVisible()
    await expect.poll(() => requests).toContain(`GET /${inquiryId}`)
    status = 'pending'
    setVisible(false)
    setVisible(true)
    await expect.element(page.getByText(/You’ve opened your verification/)).toBeVisible()
    await button('Back').click()
    await expect.element(button('Continue on your phone')).toBeVisible()
  })

  test('of the person’s own inquiry starts it first', async () => {
    await show({})
    await button('Continue on your phone').click()
    await expect.element(page.getByRole('textbox')).toBeVisible()
    expect(requests.slice(0, 2)).toEqual(['POST ', `POST /${inquiryId}/one-time-link`])
  })
})

test('the id of the inquiry that was started may come back, and the link stays', async () => {
  const client = createInquiryClient()
  const content = (id: string | undefined) => (
    <InquiryProvider client={client}>
      <ContinueElsewhere inquiryId={id} />
    </InquiryProvider>
  )
  const { rerender } = await render(content(undefined))
  await button('Continue on your phone').click()
  await expect.element(page.getByRole('textbox')).toBeVisible()
  await rerender(content(inquiryId))
  await expect.element(page.getByRole('textbox')).toBeVisible()
  await rerender(content('inq_other'))
  await expect.element(button('Continue on your phone')).toBeVisible()
})

test('a request of the person before does not end up with the next', async () => {
  const onComplete = vi.fn()
  const clients = [createInquiryClient(), createInquiryClient()] as const
  const content = (client: InquiryClient) => (
    <InquiryProvider client={client}>
      <ContinueElsewhere inquiryId={inquiryId} onComplete={onComplete} />
    </InquiryProvider>
  )
  const { rerender } = await render(content(clients[0]))
  let resolve: (response: Response) => void = () => {}
  fetchMock.mockReturnValueOnce(new Promise((settle) => (resolve = settle)))
  await button('Continue on your phone').click()
  await rerender(content(clients[1]))
  resolve(Response.json({ url, shortUrl: null, expiresIn: 3600 }))
  await expect.element(button('Continue on your phone')).toBeVisible()
  expect(page.getByRole('textbox').elements()).toHaveLength(0)
})

test('a page that is signed out stops asking', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  refusal = { status: 401, code: 'signed_out' }
  await show()
  await button('Continue on your phone').click()
  await expect.element(button('Try again')).toBeVisible()
  refusal = undefined
  await button('Try again').click()
  await expect.element(page.getByRole('textbox')).toBeVisible()
  await expect.poll(() => requests).toContain(`GET /${inquiryId}`)
  await new Promise(requestAnimationFrame)
  fetchMock.mockClear()
  fetchMock.mockImplementation(async () => Response.json({ code: 'signed_out' }, { status: 401 }))
  await vi.advanceTimersByTimeAsync(3_000)
  await new Promise(requestAnimationFrame)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(fetchMock).toHaveBeenCalledOnce()
})

test('a person who signs out leaves no link behind', async () => {
  const client = createInquiryClient()
  await show({ inquiryId }, client)
  await button('Continue on your phone').click()
  await expect.element(page.getByRole('textbox')).toBeVisible()
  client.clear()
  await expect.element(button('Continue on your phone')).toBeVisible()
})

describe('the end', () => {
  test('is noticed, at growing intervals and only while the page is visible', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const onComplete = vi.fn()
    await show({ inquiryId, onComplete })
    await button('Continue on your phone').click()
    await expect.element(page.getByRole('textbox')).toBeVisible()
    const asked = () => requests.filter((request) => request.startsWith('GET')).length
    await expect.poll(asked).toBe(1)
    await vi.advanceTimersByTimeAsync(3_000)
    await expect.poll(asked).toBe(2)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(asked()).toBe(2)
    await vi.advanceTimersByTimeAsync(1_500)
    await expect.poll(asked).toBe(3)

    setVisible(false)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked()).toBe(3)
    status = 'completed'
    setVisible(true)
    await expect.element(page.getByText(/You’re done/)).toBeInTheDocument()
    expect(onComplete).toHaveBeenCalledExactlyOnceWith({
      inquiryId,
      status: 'completed',
      source: 'backend',
    })
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked()).toBe(4)
  })

  test('is shown where the inquiry was finished before a link was asked for', async () => {
    status = 'approved'
    refusal = { status: 400, code: 'invalid_request' }
    await show()
    await button('Continue on your phone').click()
    await expect.element(page.getByText(/You’re done/)).toBeVisible()
  })
})

describe('a link that cannot be created', () => {
  test.for([
    [409, 'sessions_exhausted', 'This verification can’t continue'],
    [401, 'signed_out', 'You’re signed out'],
    [429, 'rate_limited', 'Too many attempts'],
  ] as const)('%i %s is told in the words of the flow', async ([code, problem, text]) => {
    refusal = { status: code, code: problem, retryAfter: '3600' }
    await show()
    await button('Continue on your phone').click()
    await expect.element(page.getByText(text, { exact: false })).toBeVisible()
    const isRetryable = problem !== 'sessions_exhausted'
    expect(button('Try again').elements()).toHaveLength(isRetryable ? 1 : 0)
    refusal = undefined
    if (!isRetryable) return
    await button('Try again').click()
    await expect.element(page.getByRole('textbox')).toBeVisible()
  })
})

describe('Persona’s own page', () => {
  test('is a link that the back end redirects, and its end is noticed', async () => {
    await show()
    const link = page.getByRole('link', { name: 'Open in your browser' })
    await expect.element(link).toHaveAttribute('href', `/api/inquiries/${inquiryId}/hosted`)
    await expect.element(link).toHaveAttribute('target', '_blank')
    link.element().addEventListener('click', (event) => event.preventDefault())
    status = 'completed'
    await link.click()
    await expect.element(page.getByText(/You’re done/)).toBeVisible()
    expect(requests).toEqual([`GET /${inquiryId}`])
  })

  test('opens by a one-time link where the login is in headers', async () => {
    const opened = { opener: window, location: { replace: vi.fn() }, close: vi.fn() }
    const open = vi.spyOn(window, 'open').mockReturnValue(opened as never)
    await show({ inquiryId }, createInquiryClient({ headers: { authorization: 'a' } }))
    await button('Open in your browser').click()
    await expect.poll(() => opened.location.replace).toHaveBeenCalledWith(url)
    expect(opened.opener).toBeNull()
    open.mockRestore()
  })
})

describe('in a flow that cannot work here', () => {
  beforeEach(() => {
    const userAgent = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Safari/604.1 Instagram 337.0'
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
    vi.spyOn(console, 'error').mockImplementation(() => {})
  })
  afterEach(() => vi.restoreAllMocks())

  test('the person continues elsewhere, and the flow finishes', async () => {
    const calls: string[] = []
    await render(
      <ResumableInquiry
        inquiryId={inquiryId}
        endpoint="/api/inquiries"
        onOpenChange={(open) => calls.push(`onOpenChange ${open}`)}
        onCancel={() => calls.push('onCancel')}
        onComplete={(completion) => calls.push(`onComplete ${JSON.stringify(completion)}`)}
      />,
    )
    await button('Continue on your phone').click()
    await expect.element(page.getByRole('textbox')).toBeVisible()
    status = 'completed'
    setVisible(false)
    setVisible(true)
    await expect.poll(() => document.querySelector('[data-state=finished]')).not.toBeNull()
    expect(page.getByRole('dialog').elements()).toHaveLength(0)
    expect(calls).toEqual([
      'onOpenChange false',
      `onComplete ${JSON.stringify({ inquiryId, status, source: 'backend' })}`,
    ])
  })

  test('a person who leaves for the phone has not canceled, unlike one who only leaves', async () => {
    const onCancel = vi.fn()
    const onOpenChange = vi.fn()
    const props = { endpoint: '/api/inquiries', onCancel, onOpenChange }
    const { unmount } = await render(<ResumableInquiry {...props} />)
    await button('Continue on your phone').click()
    await expect.element(page.getByRole('textbox')).toBeVisible()
    await button('Close').click()
    expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false)
    expect(onCancel).not.toHaveBeenCalled()
    await unmount()

    await render(<ResumableInquiry {...props} />)
    await expect.element(button('Continue on your phone')).toBeVisible()
    await button('Close').click()
    expect(onCancel).toHaveBeenCalledOnce()
  })

  test("the host's own content of an error gets the offer to place", async () => {
    await render(
      <ResumableInquiry
        inquiryId={inquiryId}
        endpoint="/api/inquiries"
        error={({ state, ContinueElsewhere: Offer }) => (
          <>
            <h2>Not here: {state.error.code}</h2>
            <Offer />
          </>
        )}
      />,
    )
    await expect
      .element(page.getByRole('heading'))
      .toHaveTextContent('Not here: unsupported_browser')
    await button('Continue on your phone').click()
    await expect.element(page.getByRole('textbox')).toHaveValue(url)
  })

  test('nothing is offered with fetchSession', async () => {
    await render(<ResumableInquiry fetchSession={() => new Promise(() => {})} />)
    await expect.element(button('Try anyway')).toBeVisible()
    expect(button('Continue on your phone').elements()).toHaveLength(0)
  })
})

test('nothing is offered with fetchSession', async () => {
  const { container } = await show({ inquiryId, fetchSession: () => new Promise(() => {}) })
  expect(container.textContent).toBe('')
})
