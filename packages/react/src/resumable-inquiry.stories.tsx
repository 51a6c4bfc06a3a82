import { ResumableInquiryError, type ResumableInquiryErrorCode } from '@resumable-inquiry/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactNode } from 'react'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { finishedSession, noAnswer, pendingSession } from '../test/scripted-back-end.ts'
import type { MockWidget } from './mock-sdk.ts'
import { Scenario } from '../test/scenario.tsx'

const meta: Meta<typeof Scenario> = {
  title: 'ResumableInquiry',
  component: Scenario,
  parameters: { layout: 'fullscreen' },
}
export default meta

type Story = StoryObj<typeof Scenario>

/** Before opening, and after canceling or closing. Nothing is shown. */
export const Idle: Story = {
  args: { defaultOpen: false },
  play: async () => {
    await stateIs('idle')
    await expect(screen.queryByRole('dialog')).toBeNull()
  },
}

/** A session is requested from the back end. */
export const LoadingSession: Story = {
  args: { answer: noAnswer },
  play: async () => {
    await stateIs('loading')
    await announcementIs('Getting your verification ready…')
  },
}

/** The widget is being loaded. */
export const LoadingFrame: Story = {
  play: async () => {
    await widgetIsThere()
    await stateIs('loading')
    await announcementIs('Getting your verification ready…')
  },
}

export const LoadingWithSlot: Story = {
  args: {
    answer: noAnswer,
    loading: ({ cancel }) => (
      <HostContent>
        <p>Harbor Bank is getting ready.</p>
        <button type="button" onClick={cancel}>
          Not now
        </button>
      </HostContent>
    ),
  },
  play: async () => {
    await screen.findByText('Harbor Bank is getting ready.')
    await announcementIs('Getting your verification ready…')
  },
}

/** The person is in the flow. */
export const Open: Story = {
  args: { script: (widget) => widget.ready() },
  play: async () => stateIs('open'),
}

/** The session has expired, and another is requested. */
export const RecoveringFromExpiredSession: Story = {
  args: {
    answer: (_, index) => (index === 0 ? pendingSession() : noAnswer()),
    script: (widget) => {
      widget.ready()
      widget.fail({ status: 409, code: 'unauthenticated' })
    },
  },
  play: async () => {
    await stateIs('recovering')
    await announcementIs('Taking you back to where you were…')
  },
}

/** The widget was lost, and is loaded again with the same session. */
export const RecoveringFromLostFrame: Story = {
  args: {
    script: (widget, index) => {
      if (index > 0) return
      widget.ready()
      widget.fail({ status: 0, code: 'application_error' })
    },
  },
  play: async () => {
    await stateIs('recovering')
    await announcementIs('Taking you back to where you were…')
  },
}

export const RecoveringWithSlot: Story = {
  args: {
    ...RecoveringFromExpiredSession.args,
    loading: ({ state }) => (
      <HostContent>
        <p>
          {state.status === 'recovering' ? 'Back in a moment.' : 'Harbor Bank is getting ready.'}
        </p>
      </HostContent>
    ),
  },
  play: async () => {
    await screen.findByText('Back in a moment.')
    await announcementIs('Taking you back to where you were…')
  },
}

/** The person is in a flow that is a part of the page. */
export const OpenInline: Story = {
  args: { ...Open.args, presentation: 'inline' },
  play: async () => stateIs('open'),
}

export const RecoveringInline: Story = {
  args: { ...RecoveringFromExpiredSession.args, presentation: 'inline' },
  play: async () => {
    await stateIs('recovering')
    await announcementIs('Taking you back to where you were…')
  },
}

export const FailedInline: Story = {
  args: {
    presentation: 'inline',
    answer: () => Promise.reject(new ResumableInquiryError('offline', 'No connection.')),
  },
  play: async () => {
    await stateIs('error')
    await screen.findByRole('heading', { name: 'You are offline' })
  },
}

/** The person has finished, and the page is no longer covered. */
export const Finished: Story = {
  args: { answer: () => finishedSession() },
  play: async () => {
    await stateIs('finished')
    await screen.findByText('Thank you. Nothing is left to do.')
  },
}

/** The session expires while the person is in the flow, and the flow recovers. */
export const Recovery: Story = {
  args: {
    script: (widget, index) => {
      lastWidget = widget
      if (index === 0) widget.ready()
    },
  },
  play: async ({ step }) => {
    await step('the person is in the flow', () => stateIs('open'))
    await step('the session expires', async () => {
      const first = lastWidget
      first?.fail({ status: 409, code: 'unauthenticated' })
      await stateIs('recovering')
      await announcementIs('Taking you back to where you were…')
      await waitFor(() => expect(lastWidget).not.toBe(first))
    })
    await step('the flow has recovered', async () => {
      await expect(lastWidget?.options.sessionToken).toBe('token-1')
      lastWidget?.ready()
      await stateIs('open')
      await expect(screen.queryByText('Taking you back to where you were…')).toBeNull()
    })
  },
}
let lastWidget: MockWidget | undefined

export const UnsupportedBrowser: Story = errorStory(
  'unsupported_browser',
  'Open this page in your browser',
)
export const Offline: Story = errorStory('offline', 'You are offline')

export const RateLimited: Story = {
  ...errorStory('rate_limited', 'One moment, please', { retryAfter: 5400 }),
  // The text holds a time of day, which has to be the same in each run.
  beforeEach: () => {
    const { now } = Date
    Date.now = () => new Date(2026, 0, 15, 14, 30).getTime()
    return () => {
      Date.now = now
    }
  },
}

export const SignedOut: Story = errorStory('signed_out', 'You are signed out')
export const NotFound: Story = errorStory('not_found', 'This verification was not found')
export const SessionsExhausted: Story = errorStory(
  'sessions_exhausted',
  'This verification cannot go on',
)
export const RecoveryExhausted: Story = errorStory(
  'recovery_exhausted',
  'Your verification keeps being interrupted',
)
export const PersonaUnavailable: Story = errorStory('persona_unavailable', 'Something went wrong', {
  retryAfter: 86_400,
})
export const WidgetUnreachable: Story = errorStory('widget_unreachable', 'This is taking too long')
export const WidgetBlocked: Story = errorStory('widget_blocked', 'The verification was blocked')
export const InvalidConfig: Story = errorStory('invalid_config', 'This cannot be opened')

/** The application replaces texts by its own. */
export const ErrorWithMessages: Story = {
  args: {
    ...errorStory('timeout', '').args,
    messages: {
      retry: 'Prøv igjen',
      close: 'Lukk',
      errors: { timeout: { title: 'Det tok for lang tid', text: 'Sjekk forbindelsen.' } },
    },
  },
  play: async () => {
    await screen.findByRole('heading', { name: 'Det tok for lang tid' })
    await screen.findByRole('button', { name: 'Prøv igjen' })
  },
}

export const ErrorWithSlot: Story = {
  args: {
    ...errorStory('timeout', '').args,
    error: ({ state, retry, cancel }) => (
      <HostContent>
        <h2>Harbor Bank did not respond</h2>
        <p>
          {state.error.retryable && (
            <button type="button" onClick={retry}>
              Try once more
            </button>
          )}{' '}
          <button type="button" onClick={cancel}>
            Back to my account
          </button>
        </p>
      </HostContent>
    ),
  },
  play: async () => {
    await screen.findByRole('heading', { name: 'Harbor Bank did not respond' })
    await announcementIs('This is taking too long')
  },
}

/** The person tries again, with success. */
export const TryingAgain: Story = {
  args: {
    answer: (_, index) => {
      if (index === 0) throw new ResumableInquiryError('timeout', 'The first response is lost.')
      return pendingSession()
    },
    script: (widget) => widget.ready(),
  },
  play: async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    await stateIs('open')
  },
}

/** Content that an application puts into a slot. */
function HostContent({ children }: { children: ReactNode }) {
  return (
    <div style={{ padding: '96px 24px', font: '16px/1.5 Georgia, serif', textAlign: 'center' }}>
      <div aria-hidden="true" style={{ fontSize: 48 }}>
        ⌂
      </div>
      {children}
    </div>
  )
}

function errorStory(
  code: ResumableInquiryErrorCode,
  title: string,
  details: { retryAfter?: number } = {},
): Story {
  return {
    args: {
      answer: () => {
        throw new ResumableInquiryError(code, `What a developer reads about ${code}.`, details)
      },
    },
    play: async () => {
      const heading = await screen.findByRole('heading', { name: title })
      await expect(heading).toHaveFocus()
      const overlay = within(screen.getByRole('dialog', { name: 'Verify your identity' }))
      await expect(overlay.queryByText(/developer/)).toBeNull()
      await overlay.findByRole('button', { name: 'Close' })
    },
  }
}

async function stateIs(status: string): Promise<void> {
  await waitFor(() =>
    expect(document.querySelector('[data-state]')).toHaveAttribute('data-state', status),
  )
}

async function announcementIs(text: string): Promise<void> {
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(text))
}

async function widgetIsThere(): Promise<void> {
  await waitFor(() => expect(document.querySelector('[data-scripted-widget]')).not.toBeNull())
}
