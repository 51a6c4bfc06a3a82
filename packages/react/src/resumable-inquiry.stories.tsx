import { ResumableInquiryError, type ResumableInquiryErrorCode } from '@resumable-inquiry/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactNode } from 'react'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { finishedSession, noAnswer, pendingSession } from './testing/scripted-back-end.ts'
import type { ScriptedWidget } from './testing/scripted-sdk.ts'
import { Scenario } from './testing/scenario.tsx'

const meta: Meta<typeof Scenario> = {
  title: 'ResumableInquiry',
  component: Scenario,
  parameters: { layout: 'fullscreen' },
}
export default meta

type Story = StoryObj<typeof Scenario>

/** Before opening, and after leaving: the flow shows nothing. */
export const Idle: Story = {
  args: { defaultOpen: false },
  play: async () => {
    await stateIs('idle')
    await expect(screen.queryByRole('dialog')).toBeNull()
  },
}

/** The back end is being asked. */
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
      <BankCounter>
        <p>The bank is opening the door.</p>
        <button type="button" onClick={cancel}>
          Rather not
        </button>
      </BankCounter>
    ),
  },
  play: async () => {
    await screen.findByText('The bank is opening the door.')
    await announcementIs('Getting your verification ready…')
  },
}

/** The person is in the flow. */
export const Open: Story = {
  args: { script: (widget) => widget.ready() },
  play: async () => stateIs('open'),
}

/** The session has died, and the back end is asked for another one. */
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
      <BankCounter>
        <p>
          {state.status === 'recovering' ? 'Back in a moment.' : 'The bank is opening the door.'}
        </p>
      </BankCounter>
    ),
  },
  play: async () => {
    await screen.findByText('Back in a moment.')
    await announcementIs('Taking you back to where you were…')
  },
}

/** Nothing is left for the person to do, and the page is theirs again. */
export const Finished: Story = {
  args: { answer: () => finishedSession() },
  play: async () => {
    await stateIs('finished')
    await screen.findByText('Thank you. Nothing is left to do.')
  },
}

/** The session dies while the person is in the flow: they find themselves where they were. */
export const Recovery: Story = {
  args: {
    script: (widget, index) => {
      lastWidget = widget
      if (index === 0) widget.ready()
    },
  },
  play: async ({ step }) => {
    await step('the person is in the flow', () => stateIs('open'))
    await step('the session dies', async () => {
      const first = lastWidget
      first?.fail({ status: 409, code: 'unauthenticated' })
      await stateIs('recovering')
      await announcementIs('Taking you back to where you were…')
      await waitFor(() => expect(lastWidget).not.toBe(first))
    })
    await step('the flow is back', async () => {
      await expect(lastWidget?.options.sessionToken).toBe('token-1')
      lastWidget?.ready()
      await stateIs('open')
      await expect(screen.queryByRole('dialog', { name: 'Verify your identity' })).toBeNull()
    })
  },
}
let lastWidget: ScriptedWidget | undefined

export const Offline: Story = errorStory('offline', 'You are offline')

export const RateLimited: Story = {
  ...errorStory('rate_limited', 'One moment, please', { retryAfter: 5400 }),
  // What is shown is a time of day: that of the story never changes.
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
  'The connection keeps breaking off',
)
export const PersonaUnavailable: Story = errorStory('persona_unavailable', 'Something went wrong', {
  retryAfter: 86_400,
})
export const WidgetUnreachable: Story = errorStory(
  'widget_unreachable',
  'The connection is too slow',
)
export const WidgetBlocked: Story = errorStory('widget_blocked', 'The verification was blocked')
export const InvalidConfig: Story = errorStory('invalid_config', 'This cannot be opened')

/** Texts of the application in place of the English ones. */
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
      <BankCounter>
        <h2>The bank did not answer</h2>
        <p>
          {state.error.retryable && (
            <button type="button" onClick={retry}>
              Knock again
            </button>
          )}{' '}
          <button type="button" onClick={cancel}>
            Go home
          </button>
        </p>
      </BankCounter>
    ),
  },
  play: async () => {
    await screen.findByRole('heading', { name: 'The bank did not answer' })
    await announcementIs('The connection is too slow')
  },
}

/** The person tries again, and it works. */
export const TryingAgain: Story = {
  args: {
    answer: (_, index) => {
      if (index === 0) throw new ResumableInquiryError('timeout', 'The first answer is lost.')
      return pendingSession()
    },
    script: (widget) => widget.ready(),
  },
  play: async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    await stateIs('open')
  },
}

/** What an application puts into a slot. */
function BankCounter({ children }: { children: ReactNode }) {
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
      const panel = within(screen.getByRole('dialog', { name: 'Verify your identity' }))
      await expect(panel.queryByText(/developer/)).toBeNull()
      await panel.findByRole('button', { name: 'Close' })
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
