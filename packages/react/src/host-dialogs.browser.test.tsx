import { ResumableInquiryError } from '@resumable-inquiry/core'
import { type ReactNode, useInsertionEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { ResumableInquiry, type ResumableInquiryProps } from './resumable-inquiry.tsx'
import { hostDialogs } from '../test/host-dialogs.tsx'
import { noAnswer, pendingSession } from '../test/scripted-back-end.ts'
import { setUp } from '../test/set-up.ts'

afterEach(() => cleanup())

type HostProps = ResumableInquiryProps & {
  dialog: string
  /** Whether the flow is rendered inside of the dialog, or beside it. */
  isInside?: boolean
}

let setDialogOpen: (open: boolean) => void
let setFlowOpen: (open: boolean) => void

/** A page with a dialog of its own and a flow. */
function Host({ dialog, isInside = false, ...props }: HostProps): ReactNode {
  const [isDialogOpen, setIsDialogOpen] = useState(false)
  const [isFlowOpen, setIsFlowOpen] = useState(false)
  useInsertionEffect(() => {
    setDialogOpen = setIsDialogOpen
    setFlowOpen = setIsFlowOpen
  }, [])
  const Dialog = hostDialogs[dialog]
  const flow = (
    <ResumableInquiry {...props} inquiryId="inq_a" open={isFlowOpen} onOpenChange={setIsFlowOpen} />
  )
  if (Dialog === undefined) return null
  return (
    <main>
      <button type="button">Behind</button>
      <output>{isDialogOpen ? 'dialog open' : 'dialog closed'}</output>
      <Dialog open={isDialogOpen} onClose={() => setIsDialogOpen(false)}>
        <button type="button">Inside</button>
        {isInside && flow}
      </Dialog>
      {!isInside && flow}
    </main>
  )
}

const ours = () => page.getByRole('dialog', { name: 'Verify your identity' })
const output = () => document.querySelector('output')?.textContent
const iframe = () => document.querySelector('iframe')

async function openDialog(): Promise<void> {
  setDialogOpen(true)
  await expect.poll(output).toBe('dialog open')
  await expect.poll(() => document.body.textContent).toContain('Inside')
}

async function closeDialog(): Promise<void> {
  setDialogOpen(false)
  await expect.poll(output).toBe('dialog closed')
  await expect.poll(() => document.querySelectorAll('dialog[open], [role=dialog]').length).toBe(1)
}

async function untilWidgetHasFocus(): Promise<void> {
  await expect.poll(() => document.activeElement).toBe(iframe())
}

/** Expects that the person can use the widget, and nothing of the page. */
function expectOnlyWidget(): void {
  const { left, top, width, height } = iframe()?.getBoundingClientRect() ?? new DOMRect()
  expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(iframe())
  for (const button of document.querySelectorAll<HTMLElement>('main button')) {
    button.focus()
    expect(document.activeElement).not.toBe(button)
    const box = button.getBoundingClientRect()
    expect(document.elementFromPoint(box.x + 1, box.y + 1)).not.toBe(button)
  }
  expect(iframe()?.closest('[aria-hidden=true], [inert]')).toBeNull()
  expect(getComputedStyle(document.documentElement).overflowY).toBe('hidden')
}

/** Expects that the person can use the page. */
async function expectPage(): Promise<void> {
  await expect.poll(() => getComputedStyle(document.documentElement).overflowY).not.toBe('hidden')
  await expect.poll(() => getComputedStyle(document.body).overflowY).not.toBe('hidden')
  await expect.poll(() => getComputedStyle(document.body).pointerEvents).not.toBe('none')
  await expect
    .poll(() => document.querySelectorAll('main[inert], main [inert], [inert] main'))
    .toHaveLength(0)
  await expect
    .poll(() => document.querySelector('main')?.closest('[aria-hidden=true]') ?? null)
    .toBeNull()
  await page.getByRole('button', { name: 'Behind' }).click()
}

const native = 'a native dialog'

const orders = [
  { opened: 'before', closed: 'while' },
  { opened: 'before', closed: 'after' },
  { opened: 'while loading', closed: 'while' },
  { opened: 'while loading', closed: 'after' },
  { opened: 'while', closed: 'while' },
  { opened: 'while', closed: 'after' },
]

describe.each(Object.keys(hostDialogs))('with %s', (dialog) => {
  // A native dialog that opens in front of the widget is meant to be there.
  const tried = orders.filter(({ opened }) => dialog !== native || opened !== 'while')

  test.each(tried)(
    'only the widget can be used while the flow is open: dialog opened $opened, closed $closed',
    async (order) => {
      const { props, widget } = setUp({ script: () => {} })
      await render(<Host {...props} dialog={dialog} />)
      if (order.opened === 'before') await openDialog()
      setFlowOpen(true)
      const { ready } = await widget(0)
      if (order.opened === 'while loading') await openDialog()
      ready()
      await untilWidgetHasFocus()
      if (order.opened === 'while') await openDialog()
      expectOnlyWidget()
      if (order.closed === 'while') await closeDialog()
      expectOnlyWidget()
      setFlowOpen(false)
      await expect.poll(iframe).toBeNull()
      if (order.closed === 'after') {
        await page.getByRole('button', { name: 'Inside' }).click()
        setDialogOpen(false)
      }
      await expectPage()
    },
  )

  test('a flow in it opens, recovers and is canceled while it stays open', async () => {
    const { props, widget } = setUp({
      script: (created, index) => {
        if (index === 0) created.ready()
      },
    })
    const onCancel = vi.fn()
    await render(<Host {...props} dialog={dialog} isInside onCancel={onCancel} />)
    await openDialog()
    setFlowOpen(true)
    const first = await widget(0)
    await untilWidgetHasFocus()
    expectOnlyWidget()
    const frame = iframe()
    if (frame) await userEvent.click(frame)
    first.fail({ status: 409, code: 'unauthenticated' })
    const second = await widget(1)
    await userEvent.click(ours().getByRole('status'))
    second.ready()
    await untilWidgetHasFocus()
    expectOnlyWidget()
    expect(output()).toBe('dialog open')
    second.cancel()
    await expect.poll(() => onCancel).toHaveBeenCalledOnce()
    expect(output()).toBe('dialog open')
    await page.getByRole('button', { name: 'Inside' }).click()
  })

  test('Escape closes only an error inside of it, which can be retried', async () => {
    let isRefused = true
    const { props, widget } = setUp({
      answer: ({ inquiryId }) => {
        if (isRefused) throw new ResumableInquiryError('signed_out', '')
        return pendingSession(inquiryId)
      },
    })
    await render(<Host {...props} dialog={dialog} isInside />)
    await openDialog()
    setFlowOpen(true)
    const retry = ours().getByRole('button', { name: 'Try again' })
    await expect.element(retry).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => ours().query()).toBeNull()
    expect(output()).toBe('dialog open')

    setFlowOpen(true)
    await expect.element(retry).toBeVisible()
    await ours().getByRole('heading').click()
    isRefused = false
    await retry.click()
    await widget(0)
    await untilWidgetHasFocus()
    expect(output()).toBe('dialog open')
  })
})

test('a native dialog that opens in front of the widget is used first', async () => {
  const { props, widget } = setUp()
  await render(<Host {...props} dialog={native} />)
  setFlowOpen(true)
  await widget(0)
  await untilWidgetHasFocus()
  await openDialog()
  await page.getByRole('button', { name: 'Inside' }).click()
  await closeDialog()
  expectOnlyWidget()
  setFlowOpen(false)
  await expectPage()
  expect(output()).toBe('dialog closed')
})

describe.each(Object.keys(hostDialogs))("with %s, the host's own error in the flow", (dialog) => {
  test.each(['button', 'React Aria'])(
    'has a %s that works, and the dialog stays open',
    async (kind) => {
      let isRefused = true
      const { props, widget } = setUp({
        answer: ({ inquiryId }) => {
          if (isRefused) throw new ResumableInquiryError('signed_out', '')
          return pendingSession(inquiryId)
        },
      })
      const error: ResumableInquiryProps['error'] = ({ retry }) =>
        kind === 'button' ? (
          <button type="button" onClick={retry}>
            Once more
          </button>
        ) : (
          <AriaButton onPress={retry}>Once more</AriaButton>
        )
      await render(<Host {...props} dialog={dialog} isInside error={error} />)
      await openDialog()
      setFlowOpen(true)
      const button = page.getByRole('button', { name: 'Once more' })
      await expect.element(button).toBeVisible()
      isRefused = false
      await button.click()
      await widget(0)
      await untilWidgetHasFocus()
      expect(output()).toBe('dialog open')
    },
  )
})

test('a press in the flow is no press on the element that renders it', async () => {
  const onClick = vi.fn()
  const { props } = setUp({ answer: noAnswer })
  await render(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Hosts have such rows.
    <div onClick={onClick} onKeyDown={onClick} onFocus={onClick}>
      <ResumableInquiry {...props} inquiryId="inq_a" />
    </div>,
  )
  await ours().getByRole('status').click()
  await userEvent.keyboard('{Tab}')
  expect(onClick).not.toHaveBeenCalled()
})
