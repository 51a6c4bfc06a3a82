import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, screen, userEvent } from 'storybook/test'
import { CustomUi } from './examples/custom-ui.tsx'
import { InlineCustomUi } from './examples/inline-custom-ui.tsx'
import { Accounts, Bank } from './host/bank.tsx'
import { panelIsInPlace, textIs } from './host/checks.ts'
import { getExampleSource } from './host/example-sources.ts'
import {
  backEndAnswers,
  becomesReady,
  mockStory,
  personCompletes,
  sessionExpires,
} from './host/mocked-inquiry.ts'

const meta: Meta<typeof CustomUi> = {
  title: 'useResumableInquiry',
  component: CustomUi,
  parameters: {
    props: 'ResumableInquiryOptions',
    docs: { source: { code: getExampleSource('custom-ui.tsx'), language: 'tsx' } },
  },
  argTypes: { styleVariant: { control: 'inline-radio', options: ['base', 'dark'] } },
  args: {
    inquiryId: 'inq_ada',
    onOpenChange: fn(),
    onReady: fn(),
    onComplete: fn(),
    onCancel: fn(),
    onError: fn(),
    onEvent: fn(),
    onRecover: fn(),
    onStateChange: fn(),
    onInquiryChange: fn(),
  },
  beforeEach: mockStory,
  render: (options) => (
    <Bank>
      <CustomUi {...options} />
      <Accounts />
    </Bank>
  ),
}
export default meta

type Story = StoryObj<typeof CustomUi>

/** The flow is idle until `open()`. */
export const Idle: Story = {
  play: async () => {
    await expect(await openButton()).toBeEnabled()
    await textIs('Two steps are left. They take about three minutes.')
  },
}

/** The page alone shows that the flow loads. */
export const Loading: Story = {
  beforeEach: () => backEndAnswers('nothing'),
  play: async () => {
    await userEvent.click(await openButton())
    await textIs('We are opening your verification…')
    await expect(screen.queryByRole('dialog')).toBeNull()
    await expect(await openButton()).toBeDisabled()
  },
}

/** The person is in the widget. */
export const Open: Story = {
  play: async () => {
    await userEvent.click(await openButton())
    await becomesReady()
    await textIs('Your verification is open.')
    await expect(screen.getByTitle('Verify your identity')).toBeVisible()
  },
}

/** Between two widgets a plain overlay covers the page, so that it never shows through. */
export const Recovering: Story = {
  play: async (context) => {
    await Open.play?.(context)
    await sessionExpires()
    await textIs('We are reconnecting you…')
    await panelIsInPlace()
  },
}

/** The page shows errors too. `state.error` has the code. */
export const Failed: Story = {
  name: 'Error',
  beforeEach: () => backEndAnswers('timeout'),
  play: async () => {
    await userEvent.click(await openButton())
    await textIs('We could not open your verification.')
    await expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled()
    await expect(screen.queryByRole('dialog')).toBeNull()
  },
}

/** The person has finished. */
export const Finished: Story = {
  play: async (context) => {
    await Open.play?.(context)
    await personCompletes()
    await textIs('Thank you. There is nothing left to do.')
  },
}

/** `containerRef` is the element that an inline flow is shown in. */
export const Inline: Story = {
  parameters: {
    docs: { source: { code: getExampleSource('inline-custom-ui.tsx'), language: 'tsx' } },
  },
  render: (options) => (
    <Bank title="Open a savings account">
      <InlineCustomUi {...options} />
    </Bank>
  ),
  play: async () => {
    await userEvent.click(await openButton())
    await becomesReady()
    await expect(screen.getByTitle('Verify your identity')).toBeVisible()
  },
}

/** A recovery of an inline flow, whose place keeps its height. */
export const InlineRecovering: Story = {
  name: 'Inline recovering',
  ...Inline,
  play: async (context) => {
    await Inline.play?.(context)
    await sessionExpires()
    await panelIsInPlace()
  },
}

async function openButton(): Promise<HTMLElement> {
  return await screen.findByRole('button', { name: 'Continue verification' })
}
