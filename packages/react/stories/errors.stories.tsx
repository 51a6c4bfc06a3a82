import {
  defaultMessages,
  ResumableInquiry,
  ResumableInquiryError,
  type ResumableInquiryErrorCode,
} from '@resumable-inquiry/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { Bank, BankWithInquiry } from './host/bank.tsx'
import { headingIs, showsError, stateIs } from './host/checks.ts'
import { backEndAnswers, becomesReady, mockStory, pendingSession } from './host/mocked-inquiry.ts'

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
  args: { presentation: 'inline' },
  beforeEach: () =>
    backEndAnswers((inquiryId) => {
      const code = codes.find((one) => toInquiryId(one) === inquiryId) ?? 'unknown'
      return errorOf(code)
    }),
  render: ({ inquiryId: _inquiryId, ...props }) => (
    <Bank title="Every error">
      <div className="bank-gallery">
        {codes.map((code) => (
          <figure key={code}>
            <ResumableInquiry {...props} inquiryId={toInquiryId(code)} iframeTitle={code} />
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
  beforeEach: () => backEndAnswers(errorOf('timeout')),
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

/** An in-app browser, or one without a camera. The person may try anyway. */
export const UnsupportedBrowser: Story = {
  name: 'unsupported_browser',
  ...errorStory('unsupported_browser'),
}

/** The browser has no connection. The flow continues when it is back. */
export const Offline: Story = { name: 'offline', ...errorStory('offline') }

/** The back end did not respond in time (`timeouts.session`). */
export const Timeout: Story = { name: 'timeout', ...errorStory('timeout') }

/** Too many requests. The flow retries at the time that the text names. */
export const RateLimited: Story = { name: 'rate_limited', ...errorStory('rate_limited') }

/** Your back end does not know who is asking. `retry()` helps once the person has signed in. */
export const SignedOut: Story = { name: 'signed_out', ...errorStory('signed_out') }

/** The inquiry does not exist, or belongs to somebody else. */
export const NotFound: Story = { name: 'not_found', ...errorStory('not_found') }

/** Persona gives no more sessions for this inquiry: 25 by default. */
export const SessionsExhausted: Story = {
  name: 'sessions_exhausted',
  ...errorStory('sessions_exhausted'),
}

/** The session expired again after each of `recovery.maxAttempts` recoveries. */
export const RecoveryExhausted: Story = {
  name: 'recovery_exhausted',
  ...errorStory('recovery_exhausted'),
}

/** Your back end or Persona could not be reached, after three tries. */
export const PersonaUnavailable: Story = {
  name: 'persona_unavailable',
  ...errorStory('persona_unavailable'),
}

/** The widget did not become ready in time (`timeouts.frame`), twice. */
export const WidgetUnreachable: Story = {
  name: 'widget_unreachable',
  ...errorStory('widget_unreachable'),
}

/** The page’s Content-Security-Policy blocks the widget. */
export const WidgetBlocked: Story = { name: 'widget_blocked', ...errorStory('widget_blocked') }

/** The `persona` package could not be loaded. */
export const SdkUnavailable: Story = { name: 'sdk_unavailable', ...errorStory('sdk_unavailable') }

/** The widget reported an error of its own, twice. */
export const ApplicationError: Story = {
  name: 'application_error',
  ...errorStory('application_error'),
}

/** An error that nothing else describes, such as one thrown by your `fetchSession`. */
export const Unknown: Story = { name: 'unknown', ...errorStory('unknown') }

/** Your back end refused the request as malformed. */
export const InvalidRequest: Story = { name: 'invalid_request', ...errorStory('invalid_request') }

/** Your back end does not allow requests from this origin. */
export const CrossSite: Story = { name: 'cross_site', ...errorStory('cross_site') }

/** What your back end responded is no session: is the handler mounted there? */
export const InvalidResponse: Story = {
  name: 'invalid_response',
  ...errorStory('invalid_response'),
}

/** A prop has a value with which no flow can run. */
export const InvalidConfig: Story = { name: 'invalid_config', ...errorStory('invalid_config') }

/** The inquiry’s template has no published version. */
export const InactiveTemplate: Story = {
  name: 'inactive_template',
  ...errorStory('inactive_template'),
}

function errorStory(code: ResumableInquiryErrorCode): Story {
  return {
    beforeEach: () => {
      backEndAnswers(errorOf(code))
      return stopClock()
    },
    play: () => showsError(code),
  }
}

function errorOf(code: ResumableInquiryErrorCode): ResumableInquiryError {
  // A longer wait than the flow has: it does not try again by itself.
  const retryAfter = code === 'rate_limited' || code === 'persona_unavailable' ? 5400 : undefined
  return new ResumableInquiryError(code, `What a developer reads about ${code}.`, { retryAfter })
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
