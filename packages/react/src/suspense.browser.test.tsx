import { type ReactNode, Suspense, useLayoutEffect } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import {
  Component,
  getFlow,
  Hook,
  interfaces,
  openFlow,
  recordCallbacks,
  stateIs,
} from '../test/interfaces.tsx'
import { noAnswer, pendingSession } from '../test/scripted-back-end.ts'
import { setUp } from '../test/set-up.ts'
import { createData, type Data, Neighbor } from '../test/suspending-neighbor.tsx'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

afterEach(() => cleanup())

const sessionDied = { status: 409, code: 'unauthenticated' }

describe.each(Object.keys(interfaces))('beside a neighbor that suspends, the %s', (name) => {
  const Flow = interfaces[name] ?? Component

  test('keeps its widget, and reports its events', async () => {
    const { props, sdk, widget } = setUp()
    const { calls, callbacks } = recordCallbacks()
    const host = (data?: Data) => (
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={data} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>
    )
    const { rerender } = await render(host())
    openFlow(name)
    const { complete } = await widget(0)
    await stateIs('open')

    const data = createData()
    await rerender(host(data))
    await expect.element(page.getByText('Waiting for data')).toBeInTheDocument()
    expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([true])
    expect(calls).toEqual([])

    data.load()
    await expect.element(page.getByText('Neighbor')).toBeVisible()
    await stateIs('open')
    expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([true])

    await rerender(host(createData()))
    await expect.element(page.getByText('Waiting for data')).toBeInTheDocument()
    complete()
    await expect.poll(() => calls).toEqual(['onOpenChange false', 'onComplete'])
  })

  test('opens and recovers behind the fallback', async () => {
    const { props, sdk, backEnd, widget } = setUp({ script: () => {} })
    const { calls, callbacks } = recordCallbacks()
    const host = (data?: Data) => (
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={data} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>
    )
    const { rerender } = await render(host())
    openFlow(name)
    const first = await widget(0)
    const data = createData()
    await rerender(host(data))
    await expect.element(page.getByText('Waiting for data')).toBeInTheDocument()
    first.ready()
    expect(first.isOpen).toBe(true)

    first.fail(sessionDied)
    const panel = page.getByRole('dialog', { name: 'Verify your identity' })
    await expect
      .element(panel.getByRole('status'))
      .toHaveTextContent('Resuming after your last submitted step…')
    await expect.element(panel.getByText('Resuming after your last submitted step…')).toBeVisible()
    ;(await widget(1)).ready()
    expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false, true])

    data.load()
    await expect.element(page.getByText('Neighbor')).toBeVisible()
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(2)
    expect(calls).toEqual([])
  })

  test('ends when it is unmounted behind the fallback', async () => {
    const { props, sdk, widget } = setUp()
    const { calls, callbacks } = recordCallbacks()
    const { rerender } = await render(
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={undefined} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>,
    )
    openFlow(name)
    await widget(0)
    await stateIs('open')
    await rerender(
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={createData()} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>,
    )
    await rerender(<p>Elsewhere</p>)
    await expect.poll(() => sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false])
    expect(document.querySelectorAll('[inert]')).toHaveLength(0)
    expect(calls).toEqual([])
  })
})

test('a fallback hides no default look, and the overlay shows it in place of a slot', async () => {
  const { props } = setUp({ answer: noAnswer })
  const host = (loading: ReactNode, data?: Data) => (
    <Suspense fallback={<p>Waiting for data</p>}>
      <Neighbor data={data} />
      <Component {...props} inquiryId="inq_a" loading={loading} />
    </Suspense>
  )
  const { rerender } = await render(host(undefined))
  const panel = page.getByRole('dialog', { name: 'Verify your identity' })
  const cancel = panel.getByRole('button', { name: 'Cancel' })
  await expect.element(cancel).toBeVisible()
  const data = createData()
  await rerender(host(undefined, data))
  await expect.element(page.getByText('Waiting for data')).toBeVisible()
  await expect.element(cancel).toBeVisible()
  data.load()

  await rerender(host(<b>Please wait</b>))
  await expect.element(panel.getByText('Please wait')).toBeVisible()
  expect(cancel.query()).toBeNull()
  const later = createData()
  await rerender(host(<b>Please wait</b>, later))
  await expect.element(cancel).toBeVisible()
  later.load()
  await expect.element(panel.getByText('Please wait')).toBeVisible()
  expect(cancel.query()).toBeNull()
})

test('a layout effect of a child opens a flow that mounts in the same commit', async () => {
  const { props, sdk } = setUp()
  function Opener({ open }: { open: () => void }): ReactNode {
    useLayoutEffect(open, [open])
    return null
  }
  function Host(): ReactNode {
    const { open, state } = useResumableInquiry({ ...props, inquiryId: 'inq_a' })
    return (
      <div data-state={state.status}>
        <Opener open={open} />
      </div>
    )
  }
  await render(<Host />)
  await stateIs('open')
  expect(sdk.widgets).toHaveLength(1)
})

test('a suspended neighbor of a flow that has not been opened changes nothing', async () => {
  const { props, backEnd } = setUp({ answer: () => pendingSession('inq_a') })
  const host = (data?: Data) => (
    <Suspense fallback={<p>Waiting for data</p>}>
      <Neighbor data={data} />
      <Hook {...props} inquiryId="inq_a" />
    </Suspense>
  )
  const { rerender } = await render(host())
  const data = createData()
  await rerender(host(data))
  data.load()
  await expect.element(page.getByText('Neighbor')).toBeVisible()
  getFlow()?.open()
  await stateIs('open')
  expect(backEnd.requests).toHaveLength(1)
})
