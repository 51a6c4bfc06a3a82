/// <reference types="vitest/globals" />
import {
  type FetchSession,
  ResumableInquiry,
  type ResumableInquiryProps,
  useResumableInquiry,
} from '@resumable-inquiry/react'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { format } from 'node:util'
import { Fragment, type ReactNode, StrictMode, useState } from 'react'

type Sdk = Awaited<ReturnType<NonNullable<ResumableInquiryProps['loadSdk']>>>
type WidgetOptions = ConstructorParameters<Sdk['Client']>[0]

const opened: WidgetOptions[] = []

class Client {
  readonly #container = document.createElement('div')

  static preload(): Promise<void> {
    return Promise.resolve()
  }

  constructor(options: WidgetOptions) {
    opened.push(options)
    this.#container.append(document.createElement('iframe'))
    document.body.append(this.#container)
  }

  open(): void {}

  cancel(): void {}

  destroy(): void {
    this.#container.remove()
  }
}

let sessions = 0
let fetchSession: FetchSession
const loadSdk = async () => ({ Client })

function WithComponent({ source = fetchSession }: { source?: FetchSession }): ReactNode {
  const [open, setOpen] = useState(false)
  const [outcome, setOutcome] = useState('Not verified')
  return (
    <>
      <button onClick={() => setOpen(true)}>Verify</button>
      <p>{outcome}</p>
      <ResumableInquiry
        inquiryId="inq_1"
        fetchSession={source}
        loadSdk={loadSdk}
        open={open}
        onOpenChange={setOpen}
        onComplete={({ status }) => setOutcome(status)}
        onCancel={() => setOutcome('canceled')}
      />
    </>
  )
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
  opened.length = noise.length = sessions = 0
  // What a function has returned stays cached for as long as the function is used.
  fetchSession = async () => {
    sessions += 1
    const sessionToken = `token ${sessions}`
    return { inquiryId: 'inq_1', status: 'pending', sessionToken, expiresIn: 3600 }
  }
  console.error = console.warn = (...values) => noise.push(values)
  // What jsdom does not implement it says past the console of Vitest.
  process.stderr.write = (text) => noise.push(text) > 0
})

afterEach(() => {
  Object.assign(console, { error, warn })
  process.stderr.write = write
  if (noise.length > 0) throw new Error(`The console got ${format(noise)}.`)
})

const stateOf = () => document.querySelector('[data-state]')?.getAttribute('data-state')
const widget = async (index: number): Promise<WidgetOptions> =>
  await waitFor(() => {
    const options = opened[index]
    if (options === undefined) throw new Error(`There is no widget ${index} yet.`)
    return options
  })

test.each([
  ['component', WithComponent, Fragment],
  ['component in StrictMode', WithComponent, StrictMode],
  ['hook', WithHook, Fragment],
  ['hook in StrictMode', WithHook, StrictMode],
] as const)('the %s opens, heals and completes', async (_name, Page, wrapper) => {
  render(<Page />, { wrapper })
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }))
  const first = await widget(0)
  expect(first.sessionToken).toBe('token 1')
  act(() => first.onReady?.())
  expect(stateOf()).toBe('open')

  act(() => first.onError?.({ status: 409, code: 'unauthenticated' }))
  const dialog = screen.getByRole('dialog', { name: 'Verify your identity' })
  expect(dialog.contains(await screen.findByRole('status'))).toBe(true)
  await screen.findByText('Taking you back to where you were…')
  const second = await widget(1)
  expect(second.sessionToken).toBe('token 2')
  act(() => second.onReady?.())
  expect(stateOf()).toBe('open')

  act(() => second.onComplete?.({ inquiryId: 'inq_1', status: 'completed', fields: {} }))
  expect(stateOf()).toBe('finished')
  screen.getByText('completed')
  expect(sessions).toBe(2)
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

  isDown = false
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  const { onReady } = await widget(0)
  act(() => onReady?.())
  expect(stateOf()).toBe('open')
})

test('unmounting an open flow leaves nothing behind', async () => {
  const { unmount } = render(<WithComponent />)
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }))
  const { onReady } = await widget(0)
  act(() => onReady?.())
  unmount()
  expect(document.querySelector('iframe')).toBeNull()
})
