import { ResumableInquiryError } from '@resumable-inquiry/core'
import { StrictMode, useEffect } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { cleanup, render, renderHook } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { noAnswer } from '../test/scripted-back-end.ts'
import { nextTask, setUp } from '../test/set-up.ts'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

afterEach(async () => {
  vi.useRealTimers()
  await cleanup()
})

const sessionExpired = { status: 409, code: 'unauthenticated' }

test('is idle until it is opened', async () => {
  const { props, backEnd } = setUp()
  const { result } = await renderHook(() => useResumableInquiry({ ...props, inquiryId: 'inq_a' }))
  await nextTask()
  expect(result.current).toMatchObject({ state: { status: 'idle' }, inquiryId: 'inq_a' })
  expect(backEnd.requests).toHaveLength(0)

  result.current.open()
  await expect.poll(() => result.current.state).toEqual({ status: 'open' })
})

test('requests one session in StrictMode, even when a child opens it in an effect', async () => {
  const { props, backEnd, sdk } = setUp()
  function Opener({ open }: { open: () => void }) {
    useEffect(open, [open])
    return null
  }
  function Host() {
    const { open, state } = useResumableInquiry({ ...props, inquiryId: 'inq_a' })
    return (
      <>
        <output>{state.status}</output>
        <Opener open={open} />
      </>
    )
  }
  await render(
    <StrictMode>
      <Host />
    </StrictMode>,
  )
  await expect.element(page.getByText('open')).toBeInTheDocument()
  expect(backEnd.requests).toHaveLength(1)
  expect(sdk.widgets).toHaveLength(1)
})

test('its functions never change, and act on the current flow', async () => {
  const { props, widget } = setUp()
  const { result, rerender } = await renderHook(
    ({ inquiryId }: { inquiryId?: string } = {}) => useResumableInquiry({ ...props, inquiryId }),
    { initialProps: { inquiryId: 'inq_a' } },
  )
  const { state: _first, inquiryId: _id, ...functions } = result.current
  await rerender({ inquiryId: 'inq_b' })
  expect(result.current).toMatchObject({ inquiryId: 'inq_b', ...functions })

  functions.open()
  expect((await widget(0)).options.inquiryId).toBe('inq_b')
})

test('returns the inquiry that the back end has chosen', async () => {
  const { props } = setUp()
  const { result } = await renderHook(() => useResumableInquiry(props))
  expect(result.current.inquiryId).toBeUndefined()
  result.current.open()
  await expect.poll(() => result.current.inquiryId).toBe('inq_harbour')
})

test('covers the page only while it recovers', async () => {
  const { props, widget } = setUp({
    script: (created, index) => {
      if (index === 0) created.ready()
    },
  })
  const status = page.getByRole('dialog', { name: 'Verify your identity' }).getByRole('status')
  const { result } = await renderHook(() =>
    useResumableInquiry({
      ...props,
      inquiryId: 'inq_a',
      messages: { recovering: 'Back in a moment.' },
    }),
  )
  result.current.open()
  const first = await widget(0)
  expect(status.query()).toBeNull()

  first.fail(sessionExpired)
  await expect.element(status).toHaveTextContent('Back in a moment.')
  expect(result.current.state).toMatchObject({ status: 'recovering', cause: 'session_expired' })
  ;(await widget(1)).ready()
  await expect.poll(() => result.current.state.status).toBe('open')
  expect(status.query()).toBeNull()
})

test('the overlay shows after eight seconds that it is still loading', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { props, widget } = setUp({
    script: (created, index) => {
      if (index === 0) created.ready()
    },
  })
  const { result } = await renderHook(() =>
    useResumableInquiry({ ...props, inquiryId: 'inq_a', messages: { stillLoading: 'Not yet.' } }),
  )
  result.current.open()
  await vi.advanceTimersByTimeAsync(0)
  ;(await widget(0)).fail(sessionExpired)
  const status = page.getByRole('dialog', { name: 'Verify your identity' }).getByRole('status')
  await expect.element(status).toHaveTextContent('Resuming after your last submitted step…')
  await vi.advanceTimersByTimeAsync(5_000)
  await expect.element(status).toHaveTextContent('Resuming after your last submitted step…')
  await vi.advanceTimersByTimeAsync(3_000)
  await expect.element(status).toHaveTextContent('Not yet.')
})

test('retry recovers an open widget as a suspected session', async () => {
  const { props, backEnd, widget } = setUp()
  const onRecover = vi.fn()
  const { result } = await renderHook(() =>
    useResumableInquiry({ ...props, inquiryId: 'inq_a', onRecover }),
  )
  result.current.open()
  await expect.poll(() => result.current.state.status).toBe('open')
  result.current.retry()
  await widget(1)
  await expect.poll(() => onRecover).toHaveBeenCalledOnce()
  expect(backEnd.requests.map(({ reason }) => reason)).toEqual(['start', 'session_suspect'])
})

test('retry starts over from an error', async () => {
  const { props } = setUp({
    answer: ({ inquiryId = '' }, index) => {
      if (index === 0) throw new ResumableInquiryError('timeout', 'Lost.')
      return { inquiryId, status: 'created', sessionToken: null, expiresIn: null }
    },
  })
  const { result } = await renderHook(() => useResumableInquiry({ ...props, inquiryId: 'inq_a' }))
  result.current.open()
  await expect
    .poll(() => result.current.state)
    .toMatchObject({ status: 'error', error: { code: 'timeout' } })
  result.current.retry()
  await expect.poll(() => result.current.state.status).toBe('open')
})

test('cancel calls onCancel, and close does not', async () => {
  const { props } = setUp({ answer: noAnswer })
  const onCancel = vi.fn()
  const onOpenChange = vi.fn()
  const { result } = await renderHook(() =>
    useResumableInquiry({ ...props, inquiryId: 'inq_a', onCancel, onOpenChange }),
  )
  result.current.open()
  result.current.close()
  expect(onCancel).not.toHaveBeenCalled()

  result.current.open()
  result.current.cancel()
  expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false)
  expect(onCancel).toHaveBeenCalledExactlyOnceWith({ inquiryId: 'inq_a' })
  await expect.poll(() => result.current.state.status).toBe('idle')
})

test('prepare loads the SDK, and requests a session only on demand', async () => {
  const { props, backEnd, sdk } = setUp()
  const loadSdk = vi.fn(sdk.loadSdk)
  const { result } = await renderHook(() =>
    useResumableInquiry({ ...props, loadSdk, inquiryId: 'inq_a' }),
  )
  result.current.prepare()
  await nextTask()
  expect(loadSdk).toHaveBeenCalledOnce()
  expect(backEnd.requests).toHaveLength(0)

  result.current.prepare({ session: true })
  result.current.open()
  await expect.poll(() => result.current.state.status).toBe('open')
  expect(backEnd.requests).toHaveLength(1)
  expect(loadSdk).toHaveBeenCalledOnce()
})
