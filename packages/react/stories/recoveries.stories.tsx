import {
  ResumableInquiry,
  type ResumableInquiryFlow,
  type ResumableInquiryProps,
} from '@resumable-inquiry/react'
import { defaultMessages } from '@resumable-inquiry/react/messages'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useRef } from 'react'
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
  widgetReports,
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
  name: 'Session expires',
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
  name: 'Session expires inline',
  args: { presentation: 'inline' },
  play: async (context) => await SessionExpires.play?.(context),
}

/** The widget is lost, for example when its page crashes. It is loaded again with the same session. */
export const WidgetIsLost: Story = {
  name: 'Widget is lost',
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

/** The page suspects that the widget no longer works, and calls `retry()`. Here an event makes it do so. */
export const SessionIsSuspected: Story = {
  name: 'Session is suspected',
  render: (props) => <RetryingBank {...props} />,
  play: async ({ args, step }) => {
    await step('the person is in the widget', isOpen)
    await step('the page calls retry()', async () => {
      await widgetReports('verification-change')
      await isRecovering()
    })
    await step('the flow has recovered', async () => {
      await isOpen()
      await expect(args.onRecover).toHaveBeenCalledWith(
        expect.objectContaining({ cause: 'session_suspect' }),
      )
      await expect(getSessionCount()).toBe(2)
    })
  },
}

/** After eight seconds of recovering the text changes. */
export const TakingLong: Story = {
  name: 'Taking long',
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
  name: 'Finished elsewhere',
  play: async () => {
    await isOpen()
    backEndAnswers(finishedSession)
    await sessionExpires()
    await isFinished()
  },
}

/** The session expires again and again. After `recovery.maxAttempts` the flow asks the person. */
export const GivingUp: Story = {
  name: 'Giving up',
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
  name: 'Not coming back',
  play: async () => {
    await isOpen()
    backEndAnswers('nothing')
    await sessionExpires()
    await isRecovering()
    timePasses(15_000)
    await showsError('timeout')
  },
}

function RetryingBank(props: ResumableInquiryProps) {
  const flow = useRef<ResumableInquiryFlow>(null)
  return (
    <BankWithInquiry
      {...props}
      ref={flow}
      onEvent={(name) => name === 'verification-change' && flow.current?.retry()}
    />
  )
}
