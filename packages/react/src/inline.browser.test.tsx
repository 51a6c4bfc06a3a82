import { createRef, type ReactNode, Suspense, useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { defaultMessages } from './messages.ts'
import { ResumableInquiry, type ResumableInquiryProps } from './resumable-inquiry.tsx'
import { createData, type Data, Neighbor } from '../test/suspending-neighbor.tsx'
import { setUp } from '../test/set-up.ts'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

afterEach(() => cleanup())

const died = { status: 409, code: 'unauthenticated' }

function Hook(props: ResumableInquiryProps): ReactNode {
  const { open, containerRef, state } = useResumableInquiry({ presentation: 'inline', ...props })
  return (
    <>
      <button type="button" onClick={open}>
        Verify
      </button>
      <output data-state={state.status} />
      <div ref={containerRef} data-testid="container" />
    </>
  )
}

/** The two ways to use an inline flow. */
const hosts: Record<string, (props: ResumableInquiryProps) => ReactNode> = {
  component: (props) => <ResumableInquiry presentation="inline" {...props} />,
  hook: Hook,
}

async function openFlow(name: string): Promise<void> {
  if (name === 'hook') await page.getByRole('button', { name: 'Verify' }).click()
}

function stateIs(status: string): Promise<void> {
  return expect
    .poll(() => document.querySelector('[data-state]')?.getAttribute('data-state'))
    .toBe(status)
}

function iframe(): HTMLIFrameElement {
  const element = document.querySelector('iframe')
  if (!element) throw new Error('There is no iframe.')
  return element
}

function besideNeighbor(flow: ReactNode, data: Data | undefined): ReactNode {
  return (
    <Suspense fallback={<p>Waiting for data</p>}>
      <Neighbor data={data} />
      {flow}
    </Suspense>
  )
}

describe.each(Object.keys(hosts))('the %s', (name) => {
  const Host = hosts[name] ?? Hook

  test('shows the flow in the page, and replaces the iframe in a recovery', async () => {
    const { props, widget, backEnd } = setUp()
    const { rerender } = await render(<Host {...props} inquiryId="inq_a" />)
    await openFlow(name)
    const first = await widget(0)
    await stateIs('open')
    first.emit('page-change', { metadata: { pageHeight: 431 } })
    const before = iframe()
    const { height } = before.getBoundingClientRect()
    expect(height).toBe(431)
    expect(before.closest('.resumable-inquiry, [data-testid=container]')).not.toBeNull()
    expect(page.getByRole('dialog').elements()).toHaveLength(0)

    first.fail(died)
    const panel = document.querySelector('.resumable-inquiry-panel')
    expect(panel?.getBoundingClientRect().height).toBe(height)
    await stateIs('open')
    expect(iframe()).not.toBe(before)
    expect(iframe().getBoundingClientRect().height).toBe(height)
    expect(backEnd.requests).toHaveLength(2)

    await rerender(<p>Elsewhere</p>)
    await expect.poll(() => document.querySelector('.resumable-inquiry-inline, iframe')).toBeNull()
    expect(document.adoptedStyleSheets).toEqual([])
  })

  test('keeps its frame under a Suspense fallback', async () => {
    const { props, sdk, widget } = setUp()
    const host = (data?: Data) => besideNeighbor(<Host {...props} inquiryId="inq_a" />, data)
    const { rerender } = await render(host())
    await openFlow(name)
    await widget(0)
    await stateIs('open')
    const before = iframe()
    const { contentWindow } = before

    const data = createData()
    await rerender(host(data))
    await expect.element(page.getByText('Waiting for data')).toBeInTheDocument()
    expect(iframe()).toBe(before)
    data.load()
    await expect.element(page.getByText('Neighbor')).toBeVisible()
    expect(iframe()).toBe(before)
    expect(iframe().contentWindow).toBe(contentWindow)
    expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([true])
    await stateIs('open')
  })

  test('recovers under a Suspense fallback', async () => {
    const { props, sdk, widget, backEnd } = setUp()
    const host = (data?: Data) => besideNeighbor(<Host {...props} inquiryId="inq_a" />, data)
    const { rerender } = await render(host())
    await openFlow(name)
    const { fail } = await widget(0)
    await stateIs('open')
    const data = createData()
    await rerender(host(data))
    await expect.element(page.getByText('Waiting for data')).toBeInTheDocument()
    fail(died)
    await widget(1)
    data.load()
    await expect.element(page.getByText('Neighbor')).toBeVisible()
    await stateIs('open')
    expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false, true])
    expect(backEnd.requests).toHaveLength(2)
  })

  test('loads its widget again when its siblings are sorted, without a session', async () => {
    const { props, widget, backEnd } = setUp()
    const items = { flow: <Host {...props} inquiryId="inq_a" />, text: <p>Text</p> }
    const list = (...keys: (keyof typeof items)[]) => (
      <>
        {keys.map((key) => (
          <section key={key}>{items[key]}</section>
        ))}
      </>
    )
    const { rerender } = await render(list('flow', 'text'))
    await openFlow(name)
    await widget(0)
    await stateIs('open')
    // React moves whichever comes first, so both orders are needed for the flow to be moved.
    await rerender(list('text', 'flow'))
    await rerender(list('flow', 'text'))
    await widget(1)
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
  })

  test('is shown where it is opened the next time, if that changes meanwhile', async () => {
    const { props, widget } = setUp()
    const { rerender } = await render(<Host {...props} inquiryId="inq_a" presentation="modal" />)
    await openFlow(name)
    await widget(0)
    await stateIs('open')
    const before = iframe()
    await rerender(<Host {...props} inquiryId="inq_a" />)
    expect(iframe()).toBe(before)
    ;(await widget(0)).cancel()
    await stateIs('idle')
    await rerender(<Host {...props} inquiryId="inq_a" open={false} />)
    await rerender(<Host {...props} inquiryId="inq_a" open />)
    await openFlow(name)
    await stateIs('open')
    expect(iframe().closest('.resumable-inquiry-inline')).not.toBeNull()
  })
})

test('another container gets the flow, and another inquiry the container', async () => {
  const { props, widget, backEnd } = setUp()
  function Host({ place, inquiryId }: { place: string; inquiryId: string }): ReactNode {
    const { open, containerRef, state } = useResumableInquiry({
      ...props,
      inquiryId,
      presentation: 'inline',
    })
    return (
      <>
        <button type="button" onClick={open} data-state={state.status}>
          Verify
        </button>
        {place === 'aside' ? <aside ref={containerRef} /> : <section ref={containerRef} />}
      </>
    )
  }
  const { rerender } = await render(<Host place="aside" inquiryId="inq_a" />)
  await page.getByRole('button').click()
  await widget(0)
  await stateIs('open')
  await rerender(<Host place="section" inquiryId="inq_a" />)
  await widget(1)
  await stateIs('open')
  expect(document.querySelectorAll('section iframe')).toHaveLength(1)
  expect(backEnd.requests).toHaveLength(1)

  await rerender(<Host place="section" inquiryId="inq_b" />)
  await stateIs('idle')
  expect(document.querySelectorAll('iframe')).toHaveLength(0)
  await page.getByRole('button').click()
  await widget(2)
  await stateIs('open')
  expect(document.querySelectorAll('section iframe')).toHaveLength(1)
})

test('a container that the host shows only with the flow gets it', async () => {
  const { props, widget } = setUp()
  function Host(): ReactNode {
    const { open, containerRef, state } = useResumableInquiry({ ...props, presentation: 'inline' })
    return (
      <>
        <button type="button" onClick={open} data-state={state.status}>
          Verify
        </button>
        {state.status !== 'idle' && <section ref={containerRef} />}
      </>
    )
  }
  await render(<Host />)
  await page.getByRole('button').click()
  await widget(0)
  await stateIs('open')
  expect(document.querySelectorAll('section iframe')).toHaveLength(1)
})

describe('the focus', () => {
  function Page(props: ResumableInquiryProps): ReactNode {
    const [isOpen, setOpen] = useState(false)
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Verify
        </button>
        <ResumableInquiry {...props} inquiryId="inq_a" presentation="inline" open={isOpen} />
      </>
    )
  }

  test('stays in the page while the flow loads, opens and fails; the flow announces itself', async () => {
    const { props, widget } = setUp({ script: () => {} })
    await render(<Page {...props} />)
    const button = page.getByRole('button', { name: 'Verify' })
    await button.click()
    const panel = page.getByRole('group', { name: 'Verify your identity' })
    await expect.element(panel.getByRole('status')).toHaveTextContent(defaultMessages.loading)
    const { ready, fail } = await widget(0)
    ready()
    await stateIs('open')
    expect(page.getByTitle('Verify your identity').element()).toBe(iframe())
    await expect.element(button).toHaveFocus()
    fail({ status: 422, code: 'inactive_template' })
    const { title } = defaultMessages.errors.inactive_template
    await expect.element(panel.getByRole('heading', { name: title })).toBeVisible()
    await expect.element(panel.getByRole('status')).toHaveTextContent(title)
    await expect.element(button).toHaveFocus()
  })

  test('stays in the flow if it is there', async () => {
    const { props, widget } = setUp({ script: () => {} })
    await render(<Page {...props} />)
    await page.getByRole('button', { name: 'Verify' }).click()
    const panel = page.getByRole('group', { name: 'Verify your identity' })
    const cancel = panel.getByRole('button', { name: 'Cancel' })
    await expect.element(cancel).toBeVisible()
    cancel.element().focus()
    ;(await widget(0)).ready()
    await stateIs('open')
    await expect.poll(() => document.activeElement).toBe(iframe())

    const { fail } = await widget(0)
    fail({ status: 0, code: 'application_error' })
    await expect.poll(() => document.activeElement).toBe(panel.element())
    cancel.element().focus()
    const second = await widget(1)
    second.fail({ status: 0, code: 'application_error' })
    await expect.element(panel.getByRole('heading')).toHaveFocus()
    const again = panel.getByRole('button', { name: 'Try again' })
    again.element().focus()
    await again.click()
    await expect.poll(() => document.activeElement).toBe(panel.element())
    ;(await widget(2)).ready()
    await stateIs('open')
    await expect.poll(() => document.activeElement).toBe(iframe())
  })
})

test('a change of the presentation takes effect at the next opening', async () => {
  const { props, widget } = setUp()
  const host = (presentation: 'inline' | 'modal', isOpen = true) => (
    <ResumableInquiry {...props} inquiryId="inq_a" presentation={presentation} open={isOpen} />
  )
  const { rerender } = await render(host('inline'))
  await widget(0)
  await stateIs('open')
  const before = iframe()
  await rerender(host('modal'))
  expect(iframe()).toBe(before)
  expect(before.getBoundingClientRect().height).toBeGreaterThan(0)
  await stateIs('open')

  await rerender(host('modal', false))
  await rerender(host('modal'))
  await widget(1)
  await stateIs('open')
  await expect.element(page.getByRole('dialog')).toBeVisible()
})

test('the ref has the handle, with the current state', async () => {
  const { props, widget } = setUp({ script: () => {} })
  const ref = createRef<ResumableInquiryFlow>()
  await render(<ResumableInquiry {...props} ref={ref} inquiryId="inq_a" defaultOpen={false} />)
  const handle = ref.current
  expect(handle?.state).toEqual({ status: 'idle' })
  expect(handle?.inquiryId).toBe('inq_a')
  handle?.open()
  expect(handle?.state).toEqual({ status: 'loading', phase: 'session' })
  const { ready } = await widget(0)
  ready()
  expect(handle?.state).toEqual({ status: 'open' })
  handle?.close()
  expect(handle?.state).toEqual({ status: 'idle' })
  expect(ref.current).toBe(handle)
})
