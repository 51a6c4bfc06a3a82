import { defaultMessages, ResumableInquiry } from '@resumable-inquiry/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { BankWithInquiry } from './host/bank.tsx'
import { announcementIs, showsError, stateIs } from './host/checks.ts'
import {
  backEndAnswers,
  finishedSession,
  getSessionCount,
  mockStory,
  sessionExpires,
  timePasses,
  widgetFails,
} from './host/mocked-inquiry.ts'
import { isFinished, isOpen, isRecovering } from './host/play-states.ts'

const meta: Meta<typeof ResumableInquiry> = {
  title: 'Recoveries',
  component: ResumableInquiry,
  parameters: { props: 'ResumableInquiryProps' },
  args: { inquiryId: 'inq_ada', open: true, onRecover: fn() },
  beforeEach: mockStory,
  render: (props) => <BankWithInquiry {...props} />,
}
export default meta

type Story = StoryObj<typeof ResumableInquiry>

/**
 * The session expires while the person is in the widget. The panel takes its place until the next
 * widget is ready, with a new session.
 */
export const SessionExpires: Story = {
  play: async ({ args, step }) => {
    await step('the person is in the widget', isOpen)
    await step('the session expires', async () => {
      await sessionExpires()
      await isRecovering()
    })
    await step('the flow has recovered', async () => {
      await isOpen()
      await expect(args.onRecover).toHaveBeenCalledWith({
        inquiryId: 'inq_ada',
        cause: 'session_expired',
        attempt: 1,
      })
      await expect(getSessionCount()).toBe(2)
    })
  },
}

/** The same inside the page. */
export const SessionExpiresInline: Story = {
  args: { presentation: 'inline' },
  play: async (context) => await SessionExpires.play?.(context),
}

/** The widget is lost, for example when its page crashes. It is loaded again with the same session. */
export const WidgetIsLost: Story = {
  play: async ({ args, step }) => {
    await step('the person is in the widget', isOpen)
    await step('the widget is lost', async () => {
      await widgetFails('application_error')
      await isRecovering()
    })
    await step('the flow has recovered', async () => {
      await isOpen()
      await expect(args.onRecover).toHaveBeenCalledWith(
        expect.objectContaining({ cause: 'frame_lost' }),
      )
      await expect(getSessionCount()).toBe(1)
    })
  },
}

/** After eight seconds of recovering the text changes. */
export const TakingLong: Story = {
  play: async () => {
    await isOpen()
    backEndAnswers('nothing')
    await sessionExpires()
    await isRecovering()
    timePasses(8_000)
    await announcementIs(defaultMessages.stillLoading)
  },
}

/** The inquiry was finished meanwhile, for example on another device. The flow closes. */
export const FinishedElsewhere: Story = {
  play: async () => {
    await isOpen()
    backEndAnswers(finishedSession)
    await sessionExpires()
    await isFinished()
  },
}

/** The session expires again and again. After `recovery.maxAttempts` the flow asks the person. */
export const GivingUp: Story = {
  args: { recovery: { maxAttempts: 2 } },
  play: async () => {
    await isOpen()
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await sessionExpires()
      await stateIs('recovering')
      await isOpen()
    }
    await sessionExpires()
    await showsError('recovery_exhausted')
  },
}

/** The new widget does not become ready in time. The flow tells the person, who may try again. */
export const NotComingBack: Story = {
  play: async () => {
    await isOpen()
    backEndAnswers('nothing')
    await sessionExpires()
    await isRecovering()
    timePasses(15_000)
    await showsError('timeout')
  },
}
