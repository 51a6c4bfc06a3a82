import { createInquiryClient } from '@resumable-inquiry/core'
import {
  Activity,
  type ReactNode,
  StrictMode,
  Suspense,
  useInsertionEffect,
  useLayoutEffect,
  useState,
} from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { InquiryProvider } from './inquiry-provider.tsx'
import { ResumableInquiry, type ResumableInquiryProps } from './resumable-inquiry.tsx'
import { noAnswer, pendingSession } from './testing/scripted-back-end.ts'
import { nextTask, setUp } from './testing/set-up.ts'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

afterEach(() => cleanup())

const sessionDied = { status: 409, code: 'unauthenticated' }

/** Data that a neighbor waits for. */
interface Data {
  readonly promise: Promise<void>
  isLoaded: boolean
}

function createData(): Data & { load: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  const data = {
    promise,
    isLoaded: false,
    load: () => {
      data.isLoaded = true
      resolve()
    },
  }
  return data
}

function Neighbor({ data }: { data: Data | undefined }): ReactNode {
  // React 18 knows no other way to suspend.
  // oxlint-disable-next-line typescript/only-throw-error
  if (data && !data.isLoaded) throw data.promise
  return <p>Neighbor</p>
}

let flow: ResumableInquiryFlow | undefined

function Component(props: ResumableInquiryProps): ReactNode {
  const [open, setOpen] = useState(true)
  return (
    <ResumableInquiry
      {...props}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        props.onOpenChange?.(next)
      }}
    />
  )
}

function Hook(props: ResumableInquiryProps): ReactNode {
  const handle = useResumableInquiry(props)
  useInsertionEffect(() => {
    flow = handle
  }, [handle])
  return <div data-state={handle.state.status} />
}

const interfaces: Record<string, (props: ResumableInquiryProps) => ReactNode> = {
  component: Component,
  hook: Hook,
}

function stateIs(status: string): Promise<void> {
  return vi.waitFor(() =>
    expect(document.querySelector('[data-state]')?.getAttribute('data-state')).toBe(status),
  )
}

/** Opens what the component opens by itself. */
function openBy(name: string): void {
  if (name === 'hook') flow?.open()
}

function spies() {
  const calls: string[] = []
  return {
    calls,
    callbacks: {
      onOpenChange: (open: boolean) => calls.push(`onOpenChange ${open}`),
      onCancel: () => calls.push('onCancel'),
      onComplete: () => calls.push('onComplete'),
      onError: () => calls.push('onError'),
    },
  }
}

describe.each(Object.keys(interfaces))('beside a neighbor that suspends, the %s', (name) => {
  const Flow = interfaces[name] ?? Component

  test('keeps its widget, and tells what happens there', async () => {
    const { props, sdk, widget } = setUp()
    const { calls, callbacks } = spies()
    const host = (data?: Data) => (
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={data} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>
    )
    const { rerender } = await render(host())
    openBy(name)
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
    await vi.waitFor(() => expect(calls).toEqual(['onOpenChange false', 'onComplete']))
  })

  test('opens and recovers behind the fallback', async () => {
    const { props, sdk, backEnd, widget } = setUp({ script: () => {} })
    const { calls, callbacks } = spies()
    const host = (data?: Data) => (
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={data} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>
    )
    const { rerender } = await render(host())
    openBy(name)
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
      .toHaveTextContent('Taking you back to where you were…')
    await expect.element(panel.getByText('Taking you back to where you were…')).toBeVisible()
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
    const { calls, callbacks } = spies()
    const { rerender } = await render(
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={undefined} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>,
    )
    openBy(name)
    await widget(0)
    await stateIs('open')
    await rerender(
      <Suspense fallback={<p>Waiting for data</p>}>
        <Neighbor data={createData()} />
        <Flow {...props} {...callbacks} inquiryId="inq_a" />
      </Suspense>,
    )
    await rerender(<p>Elsewhere</p>)
    await vi.waitFor(() => expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false]))
    expect(document.querySelectorAll('[inert]')).toHaveLength(0)
    expect(calls).toEqual([])
  })
})

test('a spinner is shown where a fallback hides what the component shows while loading', async () => {
  const { props } = setUp({ answer: noAnswer })
  const host = (data?: Data) => (
    <Suspense fallback={<p>Waiting for data</p>}>
      <Neighbor data={data} />
      <Component {...props} inquiryId="inq_a" />
    </Suspense>
  )
  const { rerender } = await render(host())
  const panel = page.getByRole('dialog', { name: 'Verify your identity' })
  const spinner = () => panel.element().querySelector<HTMLElement>('.resumable-inquiry-default')
  await expect.element(panel.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await expect.element(spinner()).not.toBeVisible()

  const data = createData()
  await rerender(host(data))
  await expect.element(spinner()).toBeVisible()
  data.load()
  await expect.element(panel.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await expect.element(spinner()).not.toBeVisible()
})

describe.each(Object.keys(interfaces))('in an Activity, the %s', (name) => {
  const Flow = interfaces[name] ?? Component

  test('ends without a callback when hidden, and opens again with the same session', async () => {
    const { props, sdk, backEnd, widget } = setUp()
    const { calls, callbacks } = spies()
    const states: string[] = []
    const host = (mode: 'visible' | 'hidden') => (
      <StrictMode>
        <Activity mode={mode}>
          <Flow
            {...props}
            {...callbacks}
            inquiryId="inq_a"
            onStateChange={({ status }) => states.push(status)}
          />
        </Activity>
      </StrictMode>
    )
    const { rerender } = await render(host('visible'))
    openBy(name)
    await widget(0)
    await stateIs('open')
    states.length = 0

    await rerender(host('hidden'))
    await vi.waitFor(() => expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false]))
    expect(document.querySelectorAll('[inert]')).toHaveLength(0)
    expect(calls).toEqual([])
    expect(states).toEqual([])

    await rerender(host('visible'))
    expect((await widget(1)).options.sessionToken).toBe('token-0')
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
    expect(calls).toEqual([])
  })

  test('stays closed when the person had canceled before it was hidden', async () => {
    const { props, sdk, widget } = setUp()
    const host = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <Flow {...props} inquiryId="inq_a" />
      </Activity>
    )
    const { rerender } = await render(host('visible'))
    openBy(name)
    ;(await widget(0)).cancel()
    await stateIs('idle')
    await rerender(host('hidden'))
    await rerender(host('visible'))
    await nextTask()
    await stateIs('idle')
    expect(sdk.widgets).toHaveLength(1)
  })

  test('stays closed when the person has signed out meanwhile', async () => {
    const { sdk, backEnd, widget } = setUp()
    const client = createInquiryClient({ fetchSession: backEnd.fetchSession })
    const host = (mode: 'visible' | 'hidden') => (
      <InquiryProvider client={client}>
        <Activity mode={mode}>
          <Flow loadSdk={sdk.loadSdk} inquiryId="inq_a" />
        </Activity>
      </InquiryProvider>
    )
    const { rerender } = await render(host('visible'))
    openBy(name)
    await widget(0)
    await stateIs('open')
    await rerender(host('hidden'))
    client.clear()
    await rerender(host('visible'))
    await nextTask()
    await stateIs('idle')
    expect(backEnd.requests).toHaveLength(1)
  })
})

test('a component that is closed while its Activity is hidden stays closed', async () => {
  const { props, sdk, widget } = setUp()
  const host = (mode: 'visible' | 'hidden', open: boolean) => (
    <Activity mode={mode}>
      <ResumableInquiry {...props} inquiryId="inq_a" open={open} />
    </Activity>
  )
  const { rerender } = await render(host('visible', true))
  await widget(0)
  await stateIs('open')
  await rerender(host('hidden', true))
  await rerender(host('hidden', false))
  await rerender(host('visible', false))
  await nextTask()
  await stateIs('idle')
  expect(sdk.widgets).toHaveLength(1)
})

test('a flow that is closed while its Activity is hidden stays closed', async () => {
  const { props, sdk, widget } = setUp()
  const host = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <Hook {...props} inquiryId="inq_a" />
    </Activity>
  )
  const { rerender } = await render(host('visible'))
  flow?.open()
  await widget(0)
  await stateIs('open')
  await rerender(host('hidden'))
  flow?.close()
  await rerender(host('visible'))
  await nextTask()
  await stateIs('idle')
  expect(sdk.widgets).toHaveLength(1)
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
  flow?.open()
  await stateIs('open')
  expect(backEnd.requests).toHaveLength(1)
})
