import { ContinueElsewhere } from '@resumable-inquiry/react/continue'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent } from 'storybook/test'
import { continueMessages } from '../src/continue/continue-messages.ts'
import { Accounts, Bank, VerificationCard } from './host/bank.tsx'
import {
  inquiryBecomes,
  linkAnswers,
  mockStory,
  oneTimeLink,
  waitLimit,
} from './host/mocked-inquiry.ts'

const meta: Meta<typeof ContinueElsewhere> = {
  title: 'ContinueElsewhere',
  component: ContinueElsewhere,
  args: { inquiryId: 'inq_ada' },
  beforeEach: mockStory,
  render: (props) => (
    <Bank>
      <VerificationCard onOpen={() => {}}>
        <ContinueElsewhere {...props} />
      </VerificationCard>
      <Accounts />
    </Bank>
  ),
}
export default meta

type Story = StoryObj<typeof ContinueElsewhere>

/** Nothing is requested before the person asks for it. */
export const Offered: Story = {
  play: async () => {
    await findButton(continueMessages.onPhone)
    await expect(screen.getByRole('link', { name: continueMessages.inBrowser })).toBeVisible()
  },
}

export const CreatingALink: Story = {
  name: 'Creating a link',
  beforeEach: () => linkAnswers('nothing'),
  play: async () => {
    await askForLink()
    await saysText(continueMessages.creating)
  },
}

export const LinkShown: Story = {
  name: 'Link shown',
  play: async () => {
    await askForLink()
    await showsLink()
  },
}

/** A new inquiry that was begun with the link. Of one that had begun before, that cannot be seen. */
export const LinkUsed: Story = {
  name: 'Link used',
  beforeEach: () => inquiryBecomes('created'),
  play: async () => {
    await askForLink()
    await showsLink()
    inquiryBecomes('pending')
    await saysText(continueMessages.opened)
  },
}

export const LinkExpired: Story = {
  name: 'Link expired',
  beforeEach: () => linkAnswers({ ...oneTimeLink, expiresIn: 0.01 }),
  play: async () => {
    await askForLink()
    await saysText(continueMessages.ended)
    await findButton(continueMessages.renew)
  },
}

export const Finished: Story = {
  play: async () => {
    await askForLink()
    await showsLink()
    inquiryBecomes('completed')
    await saysText(continueMessages.finished)
  },
}

export const Failed: Story = {
  beforeEach: () => linkAnswers('sessions_exhausted'),
  play: async () => {
    await askForLink()
    await findButton(continueMessages.hide)
  },
}

async function askForLink(): Promise<void> {
  await userEvent.click(await findButton(continueMessages.onPhone))
}

function findButton(name: string): Promise<HTMLElement> {
  return screen.findByRole('button', { name }, { timeout: waitLimit })
}

async function showsLink(): Promise<void> {
  await screen.findByRole('img', { name: continueMessages.qrCode }, { timeout: waitLimit })
  await expect(screen.getByRole('textbox')).toHaveValue(oneTimeLink.shortUrl)
}

async function saysText(text: string): Promise<void> {
  await screen.findByText(text, {}, { timeout: waitLimit })
}
