import { ResumableInquiry } from '@resumable-inquiry/react'
import { defaultMessages } from '@resumable-inquiry/react/messages'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen } from 'storybook/test'
import { bankError, bankLoading } from './examples/slots.tsx'
import { BankWithInquiry } from './host/bank.tsx'
import { announcementIs, headingIs, panelIsInPlace, stateIs } from './host/checks.ts'
import { getExampleSource } from './host/example-sources.ts'
import { backEndAnswers, becomesReady, mockStory, sessionExpires } from './host/mocked-inquiry.ts'

const meta: Meta<typeof ResumableInquiry> = {
  title: 'Your design/Slots',
  component: ResumableInquiry,
  parameters: {
    props: 'ResumableInquiryProps',
    docs: { source: { code: getExampleSource('slots.tsx'), language: 'tsx' } },
  },
  args: { inquiryId: 'inq_ada', open: true, loading: bankLoading, error: bankError },
  beforeEach: mockStory,
  render: (props) => <BankWithInquiry {...props} />,
}
export default meta

type Story = StoryObj<typeof ResumableInquiry>

/** `loading` is shown while the flow loads. */
export const Loading: Story = {
  beforeEach: () => backEndAnswers('nothing'),
  play: async () => {
    await headingIs('Almost there')
    await announcementIs(defaultMessages.loading)
    await panelIsInPlace()
  },
}

/** The same slot is shown during a recovery, and `state.status` tells them apart. */
export const Recovering: Story = {
  play: async () => {
    await becomesReady()
    await sessionExpires()
    await headingIs('Continuing your verification')
    await announcementIs(defaultMessages.recovering)
    await panelIsInPlace()
  },
}

/** `error` is shown when the flow cannot continue. */
export const Failed: Story = {
  name: 'Error',
  beforeEach: () => backEndAnswers('timeout'),
  play: async () => {
    await headingIs('We could not open your verification')
    await stateIs('error')
    await announcementIs(defaultMessages.errors.timeout.title)
    await expect(screen.getByRole('button', { name: 'Try once more' })).toBeVisible()
    await panelIsInPlace()
  },
}

/** The slots of an inline flow. */
export const RecoveringInline: Story = {
  name: 'Recovering inline',
  args: { presentation: 'inline' },
  play: async (context) => await Recovering.play?.(context),
}

/** The error of an inline flow. */
export const FailedInline: Story = {
  name: 'Error inline',
  args: { presentation: 'inline' },
  beforeEach: () => backEndAnswers('timeout'),
  play: async (context) => await Failed.play?.(context),
}
