import {
  ResumableInquiry,
  type ResumableInquiryErrorCode,
  type ResumableInquiryProps,
} from '@resumable-inquiry/react'
import { defaultMessages } from '@resumable-inquiry/react/messages'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, screen, userEvent } from 'storybook/test'
import { Verification } from './examples/verification.tsx'
import { Accounts, Bank, BankWithInquiry, VerificationCard } from './host/bank.tsx'
import { headingIs, panelIsInPlace, stateIs, textIs } from './host/checks.ts'
import { getExampleSource } from './host/example-sources.ts'
import {
  backEndAnswers,
  becomesReady,
  finishedSession,
  mockStory,
  personCompletes,
  sessionExpires,
} from './host/mocked-inquiry.ts'

type PlaygroundProps = Omit<ResumableInquiryProps, 'endpoint' | 'fetchSession'> & {
  state: 'loading' | 'open' | 'recovering' | 'error' | 'finished'
  errorCode: ResumableInquiryErrorCode
}

const callbacks = {
  onOpenChange: fn(),
  onReady: fn(),
  onComplete: fn(),
  onCancel: fn(),
  onError: fn(),
  onEvent: fn(),
  onRecover: fn(),
  onStateChange: fn(),
  onInquiryChange: fn(),
}

const meta: Meta<PlaygroundProps> = {
  title: 'ResumableInquiry',
  component: ResumableInquiry,
  parameters: { props: 'ResumableInquiryProps' },
  argTypes: {
    state: {
      name: 'State to show',
      description: 'No prop: what the mocked widget and back end do in this story.',
      control: 'select',
      options: ['loading', 'open', 'recovering', 'error', 'finished'],
      table: { category: 'This story', type: { summary: 'state.status' } },
    },
    errorCode: {
      name: 'Error to show',
      description: 'No prop: the code of the error, where the state is `error`.',
      control: 'select',
      options: Object.keys(defaultMessages.errors),
      if: { arg: 'state', eq: 'error' },
      table: { category: 'This story', type: { summary: 'error.code' } },
    },
    styleVariant: { control: 'inline-radio', options: ['base', 'dark'] },
  },
  args: {
    state: 'recovering',
    errorCode: 'persona_unavailable',
    inquiryId: 'inq_ada',
    presentation: 'modal',
    open: true,
    ...callbacks,
  },
}
export default meta

/** Every prop can be set in the controls. */
export const Playground: StoryObj<PlaygroundProps> = {
  render: ({ state: _state, errorCode: _errorCode, ...props }) => <BankWithInquiry {...props} />,
  beforeEach: ({ args: { state, errorCode } }) => {
    const restore = mockStory()
    if (state === 'finished') backEndAnswers(finishedSession)
    if (state === 'error') backEndAnswers(errorCode)
    return restore
  },
  play: async ({ args: { state, open, errorCode } }) => {
    if (open === false) return await stateIs('idle')
    if (state === 'open' || state === 'recovering') await becomesReady()
    if (state === 'recovering') await sessionExpires()
    await stateIs(state)
    if (state === 'loading' || state === 'recovering') await panelIsInPlace()
    if (state === 'error') await headingIs(defaultMessages.errors[errorCode].title)
    if (state === 'finished') await expect(screen.queryByRole('dialog')).toBeNull()
  },
}

/** A button that opens the verification, from the first click to the end. */
export const FromStartToEnd: StoryObj<PlaygroundProps> = {
  name: 'From start to end',
  parameters: {
    props: undefined,
    controls: { disable: true },
    docs: { source: { code: getExampleSource('verification.tsx'), language: 'tsx' } },
  },
  beforeEach: mockStory,
  render: () => (
    <Bank>
      <VerificationCard status="We ask every customer once.">
        <Verification inquiryId="inq_ada" />
      </VerificationCard>
      <Accounts />
    </Bank>
  ),
  play: async ({ step }) => {
    await step('the person opens the verification', async () => {
      await userEvent.click(await screen.findByRole('button', { name: 'Verify your identity' }))
      await becomesReady()
      await stateIs('open')
    })
    await step('the session expires, and the flow recovers', async () => {
      await sessionExpires()
      await stateIs('recovering')
      await becomesReady()
      await stateIs('open')
    })
    await step('the person finishes', async () => {
      await personCompletes()
      await stateIs('finished')
      await textIs('Thank you. There is nothing left to do.')
    })
  },
}
