/// <reference types="vitest/globals" />
import {
  createInquiryClient,
  type FetchSession,
  InquiryProvider,
  ResumableInquiry,
  type SessionSource,
  useResumableInquiry,
} from '@resumable-inquiry/react'
import { type MockedInquiry, mockInquiry } from '@resumable-inquiry/react/testing'
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { createRequire } from 'node:module'
import { format } from 'node:util'
import { Fragment, type ReactNode, StrictMode, useState } from 'react'

declare const jest: typeof vi

// A busy machine is slow. A test that passes does not wait for this.
configure({ asyncUtilTimeout: 20_000 })

const fetchSession: FetchSession = () =>
  Promise.reject(new Error("The page's own function was called."))

function WithComponent(props: SessionSource & { presentation?: 'modal' | 'inline' }): ReactNode {
  const [open, setOpen] = useState(false)
  const [outcome, setOutcome] = useState('Not verified')
  return (
    <>
      <button onClick={() => setOpen(true)}>Verify</button>
      <p>{outcome}</p>
      <ResumableInquiry
        {...props}
        inquiryId="inq_1"
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
let inquiry: MockedInquiry

beforeEach(() => {
  inquiry = mockInquiry()
  noise.length = 0
  console.error = console.warn = (...values) => noise.push(values)
  // What jsdom does not implement it says past the console of Vitest.
  process.stderr.write = (text) => noise.push(text) > 0
})

afterEach(async () => {
  await inquiry.restore()
  Object.assign(console, { error, warn })
  process.stderr.write = write
  if (noise.length > 0) throw new Error(`The console got ${format(noise)}.`)
})

const stateOf = () => document.querySelector('[data-state]')?.getAttribute('data-state')
const verify = () => fireEvent.click(screen.getByRole('button', { name: 'Verify' }))

test.each([
  ['component', WithComponent, Fragment, 'dialog'],
  ['component in StrictMode', WithComponent, StrictMode, 'dialog'],
  ['inline component', Inline, Fragment, 'group'],
  ['inline component in StrictMode', Inline, StrictMode, 'group'],
  ['hook', WithHook, Fragment, 'dialog'],
  ['hook in StrictMode', WithHook, StrictMode, 'dialog'],
] as const)('the %s opens, heals and completes', async (_name, Page, wrapper, role) => {
  render(<Page />, { wrapper })
  verify()
  await inquiry.becomesReady()
  expect(stateOf()).toBe('open')

  await inquiry.sessionExpires()
  expect(stateOf()).toBe('recovering')
  const overlay = screen.getByRole(role, { name: 'Verify your identity' })
  await waitFor(() =>
    expect(overlay.textContent).toContain('Resuming after your last submitted step…'),
  )
  await inquiry.becomesReady()
  expect(stateOf()).toBe('open')

  await inquiry.personCompletes()
  expect(stateOf()).toBe('finished')
  screen.getByText('completed')
})

const inquiries = createInquiryClient({ endpoint: '/of-the-provider' })

const pages = {
  endpoint: () => <WithComponent endpoint="/of-the-page" />,
  function: () => <WithComponent fetchSession={fetchSession} />,
  provider: () => (
    <InquiryProvider client={inquiries}>
      <WithComponent />
    </InquiryProvider>
  ),
}

test.each(Object.entries(pages))(
  'a page with its own %s is tested unchanged',
  async (_name, Page) => {
    render(<Page />)
    verify()
    await inquiry.becomesReady()
    await inquiry.backEndAnswers({
      inquiryId: 'inq_1',
      status: 'approved',
      sessionToken: null,
      expiresIn: null,
    })
    await inquiry.sessionExpires()
    screen.getByText('approved')

    await inquiry.restore()
    inquiry = mockInquiry()
    verify()
    await inquiry.becomesReady()
    expect(stateOf()).toBe('open')
  },
)

test('a page that loads the CommonJS build is tested too', async () => {
  const require = createRequire(`${process.cwd()}/package.json`)
  const build = require('@resumable-inquiry/react') as typeof import('@resumable-inquiry/react')
  render(<build.ResumableInquiry inquiryId="inq_1" />)
  await inquiry.becomesReady()
  expect(stateOf()).toBe('open')
})

test('the person cancels in the widget', async () => {
  render(<WithComponent />)
  verify()
  await inquiry.becomesReady()
  await inquiry.personCancels()
  screen.getByText('canceled')
  expect(stateOf()).toBe('idle')
})

test('the person cancels while it loads', async () => {
  render(<WithComponent />)
  verify()
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  screen.getByText('canceled')
  expect(stateOf()).toBe('idle')
})

test('an error is shown, and can be retried', async () => {
  await inquiry.backEndAnswers({ code: 'signed_out' })
  render(<WithComponent />)
  verify()
  await screen.findByRole('heading')
  expect(stateOf()).toBe('error')
  expect(noise.splice(0)).toEqual([[expect.stringContaining('signed_out')]])

  await inquiry.backEndAnswers({
    inquiryId: 'inq_1',
    status: 'pending',
    sessionToken: 'token',
    expiresIn: 3600,
  })
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await inquiry.becomesReady()
  expect(stateOf()).toBe('open')
})

test('time stands still while timers are fake', async () => {
  const timers = typeof vi === 'undefined' ? jest : vi
  const advance = (milliseconds: number) =>
    act(async () => {
      await timers.advanceTimersByTimeAsync(milliseconds)
    })
  timers.useFakeTimers()
  try {
    await inquiry.backEndAnswers({ code: 'rate_limited', retryAfter: 60 })
    render(<WithComponent />)
    verify()
    await advance(0)
    expect(stateOf()).toBe('error')
    expect(noise.splice(0)).toEqual([[expect.stringContaining('rate_limited')]])

    await inquiry.backEndAnswers({
      inquiryId: 'inq_1',
      status: 'pending',
      sessionToken: 'token',
      expiresIn: 3600,
    })
    await advance(59_000)
    expect(stateOf()).toBe('error')
    await advance(2_000)
    await inquiry.becomesReady()
    expect(stateOf()).toBe('open')
    await inquiry.sessionExpires()
    await inquiry.becomesReady()
    await inquiry.personCompletes()
    screen.getByText('completed')
  } finally {
    timers.useRealTimers()
  }
})

test('says what is missing', async () => {
  render(<WithComponent />)
  await expect(inquiry.becomesReady()).rejects.toThrow('Open the flow')
  verify()
  await expect(inquiry.personCompletes()).rejects.toThrow('Call becomesReady() first')
})

test('unmounting an open flow leaves nothing behind', async () => {
  const { unmount } = render(<WithComponent />)
  verify()
  await inquiry.becomesReady()
  expect(document.querySelectorAll('iframe')).toHaveLength(1)
  unmount()
  expect(document.querySelectorAll('iframe, dialog, style')).toHaveLength(0)
})
