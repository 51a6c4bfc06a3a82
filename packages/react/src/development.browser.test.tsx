import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { type OpenControl, ResumableInquiry } from './resumable-inquiry.tsx'
import { noAnswer } from '../test/scripted-back-end.ts'
import { setUp } from '../test/set-up.ts'

const warned = vi.spyOn(console, 'warn')

beforeEach(() => {
  warned.mockReset()
  warned.mockImplementation(() => {})
})

afterEach(() => cleanup())

interface Turn extends OpenControl {
  readonly onOpenChange?: () => void
  readonly styleVariant?: string
}

/** Shows a closed flow with each of the props in turn, in StrictMode. */
async function show(...turns: Turn[]): Promise<void> {
  const { props } = setUp()
  const flow = (turn: Turn) => (
    <StrictMode>
      <ResumableInquiry {...props} inquiryId="inq_a" {...turn} />
    </StrictMode>
  )
  const { rerender } = await render(flow(turns[0] ?? {}))
  for (const turn of turns) await rerender(flow(turn))
}

describe('a mistake is named once, with its value and what to do', () => {
  test('open without onOpenChange', async () => {
    await show({ open: false })
    expect(warned.mock.calls).toEqual([
      [expect.stringMatching(/open is false but onOpenChange is missing.* Pass onOpenChange=/)],
    ])
  })

  test('a flow that its host controls only later', async () => {
    const onOpenChange = () => {}
    await show(
      { defaultOpen: false, onOpenChange },
      { defaultOpen: false, open: false, onOpenChange },
    )
    expect(warned.mock.calls).toEqual([
      [expect.stringMatching(/open changed from undefined to false.* leave open out/)],
    ])
  })

  test('a defaultOpen that changes', async () => {
    await show({ defaultOpen: false }, { defaultOpen: true })
    expect(warned.mock.calls).toEqual([
      [expect.stringMatching(/defaultOpen changed from false to true.* Use open and onOpenChange/)],
    ])
  })

  test('a missing stylesheet', async () => {
    const { props } = setUp({ answer: noAnswer })
    await render(
      <StrictMode>
        <ResumableInquiry {...props} inquiryId="inq_a" />
      </StrictMode>,
    )
    await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeInTheDocument()
    await expect
      .poll(() => warned.mock.calls)
      .toEqual([[expect.stringContaining("Import '@resumable-inquiry/react/styles.css'")]])
  })

  test('a correct host gets no warning', async () => {
    const onOpenChange = () => {}
    await show(
      { open: false, onOpenChange },
      { open: true, onOpenChange },
      { open: false, onOpenChange },
    )
    await cleanup()
    await show({ defaultOpen: false }, { defaultOpen: false, styleVariant: 'dark' })
    expect(warned).not.toHaveBeenCalled()
  })
})
