import { ResumableInquiry } from '@resumable-inquiry/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { BankWithInquiry } from './host/bank.tsx'
import { showsError } from './host/checks.ts'
import { backEndAnswers, mockStory } from './host/mocked-inquiry.ts'
import { isLoading, isOpen, isRecoveringSession } from './host/play-states.ts'

const meta: Meta<typeof ResumableInquiry> = {
  title: 'Screens',
  component: ResumableInquiry,
  parameters: { props: 'ResumableInquiryProps' },
  args: { inquiryId: 'inq_ada', open: true },
  beforeEach: mockStory,
  render: (props) => <BankWithInquiry {...props} />,
}
export default meta

type Story = StoryObj<typeof ResumableInquiry>

const phone = { viewport: { value: 'phone', isRotated: false } }
const fails = (): void => backEndAnswers('offline')

/** Below 600 pixels of width or height the flow fills the screen, as the widget does. */
export const PhoneRecovering: Story = {
  name: 'Phone recovering',
  globals: phone,
  play: isRecoveringSession,
}

export const PhoneOpen: Story = {
  name: 'Phone open',
  globals: phone,
  play: isOpen,
}

export const PhoneError: Story = {
  name: 'Phone error',
  globals: phone,
  beforeEach: fails,
  play: () => showsError('offline'),
}

/** `styleVariant="dark"` is for the widget and the overlay alike. */
export const DarkRecovering: Story = {
  name: 'Dark recovering',
  args: { styleVariant: 'dark' },
  play: isRecoveringSession,
}

export const DarkError: Story = {
  name: 'Dark error',
  args: { styleVariant: 'dark' },
  beforeEach: fails,
  play: () => showsError('offline'),
}

/** A person who asks for less motion gets a slower spinner, and nothing else that moves. */
export const ReducedMotion: Story = {
  name: 'Reduced motion',
  beforeEach: () => restoreMotion,
  play: async () => {
    await isLoading()
    reduceMotion()
    const spinner = document.querySelector('.resumable-inquiry-content .resumable-inquiry-spinner')
    if (spinner === null) throw new Error('There is no spinner.')
    await expect(getComputedStyle(spinner).animationDuration).toBe('6s')
  },
}

const changedRules = new Map<MediaList, string>()

/** Applies the rules for people who prefer reduced motion. A page cannot set that preference. */
function reduceMotion(): void {
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue
      const [, preference] = /prefers-reduced-motion: ([\w-]+)/.exec(rule.conditionText) ?? []
      if (preference === undefined) continue
      changedRules.set(rule.media, rule.media.mediaText)
      rule.media.mediaText = preference === 'reduce' ? 'all' : 'not all'
    }
  }
}

function restoreMotion(): void {
  for (const [media, text] of changedRules) media.mediaText = text
  changedRules.clear()
}
