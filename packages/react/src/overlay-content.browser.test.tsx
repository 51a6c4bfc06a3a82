import { ResumableInquiryError } from '@resumable-inquiry/core'
import { afterEach, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { stateIs } from '../test/interfaces.tsx'
import { noAnswer, pendingSession } from '../test/scripted-back-end.ts'
import { setUp } from '../test/set-up.ts'

afterEach(async () => {
  vi.useRealTimers()
  await cleanup()
})

const overlay = () => page.getByRole('dialog', { name: 'Verify your identity' })
const sessionExpired = { status: 409, code: 'unauthenticated' }

test('loading covers the page, is announced, and can be canceled', async () => {
  const { props } = setUp({ answer: noAnswer })
  const onCancel = vi.fn()
  await render(<ResumableInquiry {...props} inquiryId="inq_a" onCancel={onCancel} />)
  await expect.element(overlay()).toHaveFocus()
  await expect
    .element(overlay().getByRole('status'))
    .toHaveTextContent('Getting your verification ready…')

  await overlay().getByRole('button', { name: 'Cancel' }).click()
  await stateIs('idle')
  expect(overlay().query()).toBeNull()
  expect(onCancel).toHaveBeenCalledExactlyOnceWith({ inquiryId: 'inq_a' })
})

test('Escape cancels loading', async () => {
  const { props } = setUp({ answer: noAnswer })
  await render(<ResumableInquiry {...props} inquiryId="inq_a" />)
  await expect.element(overlay()).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await stateIs('idle')
})

test('a long wait is announced, and starts anew after an error', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { props } = setUp({ answer: noAnswer })
  await render(<ResumableInquiry {...props} inquiryId="inq_a" timeouts={{ session: 14_000 }} />)
  const status = overlay().getByRole('status')
  await expect.element(status).toHaveTextContent('Getting your verification ready…')
  await vi.advanceTimersByTimeAsync(5_000)
  await expect.element(status).toHaveTextContent('Getting your verification ready…')
  await vi.advanceTimersByTimeAsync(3_000)
  await expect.element(status).toHaveTextContent('Still loading…')

  await vi.advanceTimersByTimeAsync(8_000)
  await overlay().getByRole('button', { name: 'Try again' }).click()
  await expect.element(status).toHaveTextContent('Getting your verification ready…')
})

test('recovering is announced in the same place as loading', async () => {
  const { props, widget } = setUp({
    script: (created, index) => {
      if (index === 0) created.ready()
    },
  })
  await render(
    <ResumableInquiry
      {...props}
      inquiryId="inq_a"
      messages={{ recovering: 'Back in a moment.' }}
    />,
  )
  ;(await widget(0)).fail(sessionExpired)
  await stateIs('recovering')
  await expect.element(overlay().getByRole('status')).toHaveTextContent('Back in a moment.')
  ;(await widget(1)).ready()
  await stateIs('open')
  expect(overlay().getByRole('status').query()).toBeNull()
})

test('the loading slot replaces the content of loading and recovering', async () => {
  const { props, widget } = setUp({ script: () => {} })
  await render(
    <ResumableInquiry
      {...props}
      inquiryId="inq_a"
      loading={({ state, inquiryId }) => (
        <p>
          {state.status} {state.phase} {inquiryId}
        </p>
      )}
    />,
  )
  const { ready, fail } = await widget(0)
  await expect.element(overlay().getByText('loading frame inq_a')).toBeInTheDocument()
  await expect
    .element(overlay().getByRole('status'))
    .toHaveTextContent('Getting your verification ready…')
  ready()
  fail(sessionExpired)
  await expect.element(overlay().getByText(/^recovering/)).toBeInTheDocument()
  expect(overlay().getByRole('button').query()).toBeNull()
})

test('the loading slot shows a node as it is, and nothing for null', async () => {
  const { props } = setUp({ answer: noAnswer })
  const { rerender } = await render(
    <ResumableInquiry {...props} inquiryId="inq_a" loading={<b>Please wait</b>} />,
  )
  await expect.element(overlay().getByText('Please wait')).toBeInTheDocument()
  await rerender(<ResumableInquiry {...props} inquiryId="inq_a" loading={null} />)
  expect(overlay().getByText('Please wait').query()).toBeNull()
  expect(overlay().getByRole('button').query()).toBeNull()
})

test('an error gets the focus, and does not show its message for developers', async () => {
  const { props } = setUp({
    answer: () => {
      throw new ResumableInquiryError('timeout', 'The handler at /api is slow.')
    },
  })
  const onError = vi.fn()
  await render(<ResumableInquiry {...props} inquiryId="inq_a" onError={onError} />)
  const heading = overlay().getByRole('heading', { name: 'This is taking too long' })
  await expect.element(heading).toHaveFocus()
  await expect.element(heading).toHaveAccessibleDescription(/didn’t load/)
  expect(overlay().element().textContent).not.toContain('/api')
  expect(overlay().element().querySelector('[data-code="timeout"]')).not.toBeNull()
  expect(onError).toHaveBeenCalledOnce()
})

test('trying again starts over and keeps the focus in the overlay', async () => {
  const { props, backEnd } = setUp({
    answer: ({ inquiryId }, index) => {
      if (index === 0) throw new ResumableInquiryError('timeout', 'Lost.')
      return index === 1 ? noAnswer() : pendingSession(inquiryId)
    },
  })
  await render(<ResumableInquiry {...props} inquiryId="inq_a" />)
  await overlay().getByRole('button', { name: 'Try again' }).click()
  await stateIs('loading')
  await expect.element(overlay()).toHaveFocus()
  await expect.poll(() => backEnd.requests).toHaveLength(2)
})

test('an error stays until it is closed', async () => {
  const { props } = setUp({
    answer: () => {
      throw new ResumableInquiryError('not_found', 'Not there.')
    },
  })
  const calls: string[] = []
  await render(
    <ResumableInquiry
      {...props}
      inquiryId="inq_a"
      onOpenChange={(open) => calls.push(`open ${open}`)}
      onCancel={() => calls.push('cancel')}
    />,
  )
  await stateIs('error')
  expect(calls).toEqual([])
  expect(overlay().getByRole('button', { name: 'Try again' }).query()).toBeNull()
  await overlay().getByRole('button', { name: 'Close' }).click()
  await stateIs('idle')
  expect(calls).toEqual(['open false', 'cancel'])
})

test('the error slot replaces the default content and is announced', async () => {
  const { props } = setUp({
    answer: (_, index) => {
      if (index === 0) throw new ResumableInquiryError('timeout', 'Lost.')
      return pendingSession('inq_a')
    },
  })
  await render(
    <ResumableInquiry
      {...props}
      inquiryId="inq_a"
      error={({ state, retry }) => (
        <button type="button" onClick={retry}>
          Again after {state.error.code}
        </button>
      )}
    />,
  )
  await expect.element(overlay().getByRole('status')).toHaveTextContent('This is taking too long')
  await overlay().getByRole('button', { name: 'Again after timeout' }).click()
  await stateIs('open')
})
