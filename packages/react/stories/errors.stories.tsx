import { ResumableInquiry, type ResumableInquiryErrorCode } from '@resumable-inquiry/react'
import { defaultMessages } from '@resumable-inquiry/react/messages'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, within } from 'storybook/test'
import { continueMessages } from '../src/continue/continue-messages.ts'
import { Bank, BankWithInquiry } from './host/bank.tsx'
import { headingIs, showsError, stateIs } from './host/checks.ts'
import {
  backEndAnswers,
  becomesReady,
  mockStory,
  pendingSession,
  mockPhone,
  waitLimit,
} from './host/mocked-inquiry.ts'

const meta: Meta<typeof ResumableInquiry> = {
  title: 'Errors',
  component: ResumableInquiry,
  parameters: { props: 'ResumableInquiryProps' },
  args: { inquiryId: 'inq_ada', open: true },
  beforeEach: mockStory,
  render: (props) => <BankWithInquiry {...props} />,
}
export default meta

type Story = StoryObj<typeof ResumableInquiry>

const codes = Object.keys(defaultMessages.errors) as ResumableInquiryErrorCode[]

/** Every code at once, each in an inline flow of its own. */
export const AllCodes: Story = {
  name: 'All codes',
  args: { presentation: 'inline' },
  beforeEach: () =>
    backEndAnswers((inquiryId) => {
      return codes.find((code) => toInquiryId(code) === inquiryId) ?? 'unknown'
    }),
  render: ({ inquiryId: _inquiryId, ...props }) => (
    <Bank title="Every error">
      <div className="bank-gallery">
        {codes.map((code) => (
          <figure key={code}>
            <ResumableInquiry
              {...props}
              inquiryId={toInquiryId(code)}
              iframeTitle={code}
              frameHeight="600px"
            />
            <figcaption>
              <code>{code}</code>
            </figcaption>
          </figure>
        ))}
      </div>
    </Bank>
  ),
  play: async ({ canvas }) => {
    for (const code of codes) {
      const panel = await canvas.findByRole('group', { name: code })
      await within(panel).findByRole('heading', { name: defaultMessages.errors[code].title })
    }
    await expect(codes).toHaveLength(19)
  },
}

/** The person tries again, with success. */
export const TryingAgain: Story = {
  name: 'Trying again',
  beforeEach: () => backEndAnswers('timeout'),
  play: async ({ step }) => {
    await step('the flow fails', () => showsError('timeout'))
    await step('the person tries again', async () => {
      backEndAnswers(pendingSession)
      const panel = (await headingIs(defaultMessages.errors.timeout.title)).closest('dialog')
      await userEvent.click(
        within(panel ?? document.body).getByRole('button', { name: defaultMessages.retry }),
      )
      await becomesReady()
      await stateIs('open')
    })
  },
}

/** Where the widget cannot work, the person may continue on their phone or in another browser. */
export const ContinuingOnAPhone: Story = {
  name: 'Continuing on a phone',
  beforeEach: () => backEndAnswers('widget_blocked'),
  play: async ({ step }) => {
    await step('the widget is blocked', () => showsError('widget_blocked'))
    await step('the person gets a link', async () => {
      const dialog = within(screen.getByRole('dialog'))
      await userEvent.click(
        await dialog.findByRole(
          'button',
          { name: continueMessages.onPhone },
          { timeout: waitLimit },
        ),
      )
      await dialog.findByRole('img', { name: continueMessages.qrCode }, { timeout: waitLimit })
      await dialog.findByRole('button', { name: continueMessages.copy })
      const heading = dialog.getByRole('heading')
      await expect(heading).toHaveTextContent(continueMessages.onPhone)
      const panel = heading.closest('.resumable-inquiry-panel')
      await expect(panel?.scrollHeight).toBe(panel?.clientHeight)
    })
  },
}

/** In an app's own browser on a phone, the main way out is the phone's browser. */
export const InAppBrowser: Story = {
  name: 'In-app browser on a phone',
  globals: { viewport: { value: 'phone', isRotated: false } },
  beforeEach: () => {
    backEndAnswers('unsupported_browser')
    return mockPhone()
  },
  play: async () => {
    await showsError('unsupported_browser')
    const dialog = within(screen.getByRole('dialog'))
    const link = await dialog.findByRole(
      'link',
      { name: continueMessages.inBrowser },
      { timeout: waitLimit },
    )
    await expect(link).toHaveAttribute('data-emphasis', 'strong')
    await dialog.findByRole('button', { name: continueMessages.onOtherDevice })
  },
}

export const UnsupportedBrowser: Story = {
  name: 'unsupported_browser',
  ...errorStory('unsupported_browser'),
}
export const Offline: Story = { name: 'offline', ...errorStory('offline') }
export const Timeout: Story = { name: 'timeout', ...errorStory('timeout') }
export const RateLimited: Story = { name: 'rate_limited', ...errorStory('rate_limited') }
export const SignedOut: Story = { name: 'signed_out', ...errorStory('signed_out') }
export const NotFound: Story = { name: 'not_found', ...errorStory('not_found') }
export const SessionsExhausted: Story = {
  name: 'sessions_exhausted',
  ...errorStory('sessions_exhausted'),
}
export const RecoveryExhausted: Story = {
  name: 'recovery_exhausted',
  ...errorStory('recovery_exhausted'),
}
export const PersonaUnavailable: Story = {
  name: 'persona_unavailable',
  ...errorStory('persona_unavailable'),
}
export const WidgetUnreachable: Story = {
  name: 'widget_unreachable',
  ...errorStory('widget_unreachable'),
}
export const WidgetBlocked: Story = { name: 'widget_blocked', ...errorStory('widget_blocked') }
export const SdkUnavailable: Story = { name: 'sdk_unavailable', ...errorStory('sdk_unavailable') }
export const ApplicationError: Story = {
  name: 'application_error',
  ...errorStory('application_error'),
}
export const Unknown: Story = { name: 'unknown', ...errorStory('unknown') }
export const InvalidRequest: Story = { name: 'invalid_request', ...errorStory('invalid_request') }
export const CrossSite: Story = { name: 'cross_site', ...errorStory('cross_site') }
export const InvalidResponse: Story = {
  name: 'invalid_response',
  ...errorStory('invalid_response'),
}
export const InvalidConfig: Story = { name: 'invalid_config', ...errorStory('invalid_config') }
export const InactiveTemplate: Story = {
  name: 'inactive_template',
  ...errorStory('inactive_template'),
}

function errorStory(code: ResumableInquiryErrorCode): Story {
  return {
    beforeEach: () => {
      backEndAnswers(code)
      return stopClock()
    },
    play: () => showsError(code),
  }
}

function toInquiryId(code: ResumableInquiryErrorCode): string {
  return `inq_${code.replaceAll('_', '')}`
}

/** Lets every run show the same time of day. */
function stopClock(): () => void {
  const { now } = Date
  Date.now = () => new Date(2026, 0, 15, 14, 30).getTime()
  return () => {
    Date.now = now
  }
}
