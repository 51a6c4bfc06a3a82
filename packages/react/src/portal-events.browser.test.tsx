import { afterEach, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { setUp } from '../test/set-up.ts'

afterEach(() => cleanup())

test('a form in a slot of a modal is no part of a form of the host around the component', async () => {
  const { props } = setUp({ script: () => {} })
  const own = vi.fn<(type: string) => void>()
  const around = vi.fn<(type: string) => void>()
  const listenWith = (listener: typeof own) => ({
    onChange: () => listener('change'),
    onInput: () => listener('input'),
    onReset: () => listener('reset'),
  })
  const form = (
    <form
      {...listenWith(own)}
      onSubmit={(event) => {
        event.preventDefault()
        own('submit')
      }}
    >
      <input aria-label="Note" />
      <button type="submit">Send</button>
      <button type="reset">Clear</button>
    </form>
  )
  await render(
    <form {...listenWith(around)} onSubmit={() => around('submit')}>
      <ResumableInquiry {...props} inquiryId="inq_a" loading={form} />
    </form>,
  )
  await page.getByRole('textbox', { name: 'Note' }).fill('n')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect
    .poll(() => new Set(own.mock.calls.flat()))
    .toEqual(new Set(['input', 'change', 'submit', 'reset']))
  expect(around).not.toHaveBeenCalled()
})
