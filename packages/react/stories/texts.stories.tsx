import { ResumableInquiry } from '@resumable-inquiry/react'
import { defaultMessages } from '@resumable-inquiry/react/messages'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { BankWithInquiry } from './host/bank.tsx'
import { announcementIs, panelIsInPlace, showsError } from './host/checks.ts'
import { backEndAnswers, mockStory } from './host/mocked-inquiry.ts'

const norwegian = {
  loading: 'Vi gjør klar bekreftelsen din …',
  recovering: 'Vi tar deg tilbake …',
  stillLoading: 'Laster fortsatt …',
  cancel: 'Avbryt',
  close: 'Lukk',
  retry: 'Prøv igjen',
  errors: {
    timeout: {
      title: 'Det tok for lang tid',
      text: 'Sjekk forbindelsen, og prøv igjen om et minutt.',
    },
  },
}

const meta: Meta<typeof ResumableInquiry> = {
  title: 'Your design/Texts',
  component: ResumableInquiry,
  parameters: { props: 'ResumableInquiryProps' },
  args: { inquiryId: 'inq_ada', open: true, language: 'nb', messages: norwegian },
  beforeEach: mockStory,
  render: (props) => <BankWithInquiry {...props} />,
}
export default meta

type Story = StoryObj<typeof ResumableInquiry>

/** `messages` replaces texts, in another language or another tone. `language` is the widget's. */
export const Loading: Story = {
  beforeEach: () => backEndAnswers('nothing'),
  play: async () => {
    await announcementIs(norwegian.loading)
    await panelIsInPlace()
  },
}

/** Texts that are left out stay English, and those of one code can be replaced alone. */
export const Failed: Story = {
  name: 'Error',
  beforeEach: () => backEndAnswers('timeout'),
  play: () =>
    showsError('timeout', {
      messages: {
        ...defaultMessages,
        ...norwegian,
        errors: { ...defaultMessages.errors, ...norwegian.errors },
      },
    }),
}
