import { ContinueElsewhere, type ContinueElsewhereProps } from '@resumable-inquiry/react/continue'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useState } from 'react'
import { expect, screen, userEvent } from 'storybook/test'
import { continueMessages } from '../src/continue/continue-messages.ts'
import { Accounts, Bank, VerificationCard } from './host/bank.tsx'
import {
  comesBackUntil,
  inquiryIs,
  linkAnswers,
  mockStory,
  oneTimeLink,
  mockPhone,
  waitLimit,
} from './host/mocked-inquiry.ts'

const meta: Meta<typeof ContinueElsewhere> = {
  title: 'ContinueElsewhere',
  component: ContinueElsewhere,
  args: { inquiryId: 'inq_ada' },
  beforeEach: mockStory,
  render: (props) => <BankWithOffer {...props} />,
}
export default meta

function BankWithOffer(props: ContinueElsewhereProps): ReactElement {
  const [status, setStatus] = useState('Two steps are left. They need a camera.')
  return (
    <Bank>
      <VerificationCard status={status}>
        <div className="bank-offer">
          <ContinueElsewhere
            {...props}
            onComplete={(completion) => {
              setStatus('Thank you. There is nothing left to do.')
              props.onComplete?.(completion)
            }}
          />
        </div>
      </VerificationCard>
      <Accounts />
    </Bank>
  )
}

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
  beforeEach: () => inquiryIs('created'),
  play: async () => {
    await askForLink()
    await showsLink()
    inquiryIs('pending')
    await comesBackUntil(continueMessages.opened)
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
    inquiryIs('completed')
    await comesBackUntil(continueMessages.finished)
    await saysText('Thank you. There is nothing left to do.')
  },
}

export const Failed: Story = {
  beforeEach: () => linkAnswers('sessions_exhausted'),
  play: async () => {
    await askForLink()
    await findButton(continueMessages.hide)
  },
}

const phone = { viewport: { value: 'phone', isRotated: false } }

/** On a phone, such as in an in-app browser, nothing is at hand to scan a code with. */
export const OfferedOnAPhone: Story = {
  name: 'Offered on a phone',
  globals: phone,
  beforeEach: mockPhone,
  play: async () => {
    const button = await findButton(continueMessages.onOtherDevice)
    const link = screen.getByRole('link', { name: continueMessages.inBrowser })
    await expect(link.compareDocumentPosition(button)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  },
}

/** The link to copy comes before its code. */
export const LinkShownOnAPhone: Story = {
  name: 'Link shown on a phone',
  globals: phone,
  beforeEach: mockPhone,
  play: async () => {
    await userEvent.click(await findButton(continueMessages.onOtherDevice))
    await showsLink()
    await expect(screen.getByRole('textbox').compareDocumentPosition(screen.getByRole('img'))).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    )
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
  await expect(screen.getByRole('heading', { name: /^Continue on/ })).toBeVisible()
}

async function saysText(text: string): Promise<void> {
  await screen.findByText(text, {}, { timeout: waitLimit })
}
