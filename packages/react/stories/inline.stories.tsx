import { ResumableInquiry } from '@resumable-inquiry/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { BankWithInquiry } from './host/bank.tsx'
import { showsError } from './host/checks.ts'
import { backEndAnswers, finishedSession, mockStory } from './host/mocked-inquiry.ts'
import {
  isFinished,
  isIdle,
  isLoading,
  isLoadingForLong,
  isOpen,
  isRecoveringSession,
  isRecoveringWidget,
} from './host/play-states.ts'

const meta: Meta<typeof ResumableInquiry> = {
  title: 'States/Inline',
  component: ResumableInquiry,
  parameters: { props: 'ResumableInquiryProps' },
  args: { inquiryId: 'inq_ada', presentation: 'inline', open: true },
  beforeEach: mockStory,
  render: (props) => <BankWithInquiry {...props} />,
}
export default meta

type Story = StoryObj<typeof ResumableInquiry>

/** Before opening, and after canceling or closing: the page shows what it likes. */
export const Idle: Story = { args: { open: false }, play: isIdle }

/** The back end is asked for a session. */
export const LoadingTheSession: Story = {
  name: 'Loading the session',
  beforeEach: () => backEndAnswers('nothing'),
  play: isLoading,
}

/** The back end has given a session, and the widget is being loaded behind the panel. */
export const LoadingTheWidget: Story = {
  name: 'Loading the widget',
  play: isLoading,
}

/** After eight seconds of waiting the text changes. */
export const LoadingForLong: Story = {
  name: 'Loading for long',
  play: isLoadingForLong,
}

/** The person is in Persona's widget. The library shows nothing of its own. */
export const Open: Story = { play: isOpen }

/** The session has expired. The panel fills the widget’s place, which keeps its height; a new session is requested. */
export const RecoveringTheSession: Story = {
  name: 'Recovering the session',
  play: isRecoveringSession,
}

/** There is a new session, and the next widget is being loaded behind the same panel. */
export const RecoveringTheWidget: Story = {
  name: 'Recovering the widget',
  play: isRecoveringWidget,
}

/** The flow cannot continue. Every code is under “Errors”. */
export const Failed: Story = {
  name: 'Error',
  beforeEach: () => backEndAnswers('persona_unavailable'),
  play: () => showsError('persona_unavailable'),
}

/** The person has finished, and the page goes on to its next step. */
export const Finished: Story = {
  beforeEach: () => backEndAnswers(finishedSession),
  play: isFinished,
}
