/// <reference types="vitest/globals" />
import {
  type FetchSession,
  ResumableInquiry,
  type ResumableInquiryProps,
  useResumableInquiry,
} from '@resumable-inquiry/react'
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { format } from 'node:util'
import { Fragment, type ReactNode, StrictMode, useState } from 'react'

// For a busy machine. A test that passes does not wait for so long.
configure({ asyncUtilTimeout: 20_000 })

type Sdk = Awaited<ReturnType<NonNullable<ResumableInquiryProps['loadSdk']>>>
type WidgetOptions = ConstructorParameters<Sdk['Client']>[0]

/** The callbacks of a widget, of which the tests call some. */
type Widget = {
  [Name in 'onReady' | 'onCancel' | 'onComplete' | 'onError']?: WidgetOptions[Name] | null
}

const widgets: Widget[] = []
const sessionTokens: (string | undefined)[] = []

class Client {
  static preload(): Promise<void> {
    return Promise.resolve()
  }

  constructor(options: WidgetOptions) {
    widgets.push(options)
    sessionTokens.push(options.sessionToken)
  }

  open(): void {}

  cancel(): void {}

  destroy(): void {}
}

/** Adds a container with an iframe to the page, as the SDK does. */
class ClientWithContainer extends Client {
  readonly #container = document.createElement('div')

  constructor(options: WidgetOptions) {
    super(options)
    this.#container.append(document.createElement('iframe'))
    document.body.append(this.#container)
  }

  override destroy(): void {
    this.#container.remove()
  }
}

const inline: Pick<Sdk, 'setupEvents' | 'setupIframe'> = {
  setupIframe(iframe, _containerId, _flowType, { sessionToken }) {
    sessionTokens.push(sessionToken)
    return iframe
  },
  setupEvents(_containerId, callbacks) {
    widgets.push(callbacks)
    return () => {}
  },
}

let sessions = 0
let fetchSession: FetchSession
const loadSdk = async () => ({ Client, ...inline })
const loadSdkWithContainer = async () => ({ Client: ClientWithContainer })

interface PageProps {
  source?: FetchSession
  sdk?: NonNullable<ResumableInquiryProps['loadSdk']>
  presentation?: 'modal' | 'inline'
}

function WithComponent({
  source = fetchSession,
  sdk = loadSdk,
  presentation = 'modal',
}: PageProps): ReactNode {
  const [open, setOpen] = useState(false)
  const [outcome, setOutcome] = useState('Not verified')
  return (
    <>
      <button onClick={() => setOpen(true)}>Verify</button>
      <p>{outcome}</p>
      <ResumableInquiry
        inquiryId="inq_1"
        fetchSession={source}
        loadSdk={sdk}
        presentation={presentation}
        open={open}
        onOpenChange={setOpen}
        onComplete={({ status }) => setOutcome(status)}
        onCancel={() => setOutcome('canceled')}
      />
    </>
  )
}

function Inline(): ReactNode {
  return <WithComponent presentation="inline" />
}

function WithHook(): ReactNode {
  const [outcome, setOutcome] = useState('Not verified')
  const { state, open } = useResumableInquiry({
    inquiryId: 'inq_1',
    fetchSession,
    loadSdk,
    onComplete: ({ status }) => setOutcome(status),
    onCancel: () => setOutcome('canceled'),
  })
  return (
    <>
      <button onClick={open}>Verify</button>
      <p>{outcome}</p>
      <div data-state={state.status} />
    </>
  )
}

const noise: unknown[] = []
const { error, warn } = console
const { write } = process.stderr

beforeEach(() => {
  widgets.length = sessionTokens.length = noise.length = sessions = 0
  // The client caches sessions by this function, so each test needs another one.
  fetchSession = async () => {
    sessions += 1
    const sessionToken = `token ${sessions}`
    return { inquiryId: 'inq_1', status: 'pending', sessionToken, expiresIn: 3600 }
  }
  console.error = console.warn = (...values) => noise.push(values)
  // jsdom reports what it does not implement to stderr, not to the console of Vitest.
  process.stderr.write = (text) => noise.push(text) > 0
})

afterEach(() => {
  Object.assign(console, { error, warn })
  process.stderr.write = write
  if (noise.length > 0) throw new Error(`The console got ${format(noise)}.`)
})

const stateOf = () => document.querySelector('[data-state]')?.getAttribute('data-state')
const widget = async (index: number): Promise<Widget> =>
  await waitFor(() => {
    const found = widgets[index]
    if (found === undefined) throw new Error(`There is no widget ${index} yet.`)
    return found
  })

test.each([
  ['component', WithComponent, Fragment, 'dialog'],
  ['component in StrictMode', WithComponent, StrictMode, 'dialog'],
  ['inline component', Inline, Fragment, 'group'],
  ['inline component in StrictMode', Inline, StrictMode, 'group'],
  ['hook', WithHook, Fragment, 'dialog'],
  ['hook in StrictMode', WithHook, StrictMode, 'dialog'],
] as const)('the %s opens, recovers and completes', async (_name, Page, wrapper, role) => {
  render(<Page />, { wrapper })
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }))
  const first = await widget(0)
  act(() => first.onReady?.())
  expect(stateOf()).toBe('open')

  act(() => first.onError?.({ status: 409, code: 'unauthenticated' }))
  const overlay = screen.getByRole(role, { name: 'Verify your identity' })
  expect(overlay.contains(await screen.findByRole('status'))).toBe(true)
  await screen.findByText('Taking you back to where you were…')
  const second = await widget(1)
  act(() => second.onReady?.())
  expect(stateOf()).toBe('open')

  act(() => second.onComplete?.({ inquiryId: 'inq_1', status: 'completed', fields: {} }))
  expect(stateOf()).toBe('finished')
  screen.getByText('completed')
  expect(sessionTokens).toEqual(['token 1', 'token 2'])
})

test('the person cancels in the widget', async () => {
  render(<WithComponent />)
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }))
  const { onReady, onCancel } = await widget(0)
  act(() => onReady?.())
  act(() => onCancel?.({}))
  screen.getByText('canceled')
  expect(stateOf()).toBe('idle')
})

test('the person cancels while it loads', async () => {
  render(<WithComponent />)
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  screen.getByText('canceled')
  expect(stateOf()).toBe('idle')
})

test('an error is shown, and can be retried', async () => {
  let isDown = true
  const fetchOrFail: FetchSession = async (request) => {
    if (isDown) throw new Error('There is no back end here.')
    return await fetchSession(request)
  }
  render(<WithComponent source={fetchOrFail} />)
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }))
  await screen.findByRole('heading')
  expect(stateOf()).toBe('error')
  expect(noise.splice(0)).toEqual([[expect.stringContaining('fetchSession threw')]])

  isDown = false
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  const { onReady } = await widget(0)
  act(() => onReady?.())
  expect(stateOf()).toBe('open')
})

test('unmounting an open flow leaves nothing behind', async () => {
  const { unmount } = render(<WithComponent sdk={loadSdkWithContainer} />)
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }))
  const { onReady } = await widget(0)
  act(() => onReady?.())
  expect(document.querySelectorAll('iframe')).toHaveLength(1)
  unmount()
  expect(document.querySelectorAll('iframe, dialog, style')).toHaveLength(0)
})
