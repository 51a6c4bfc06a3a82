import type { InquirySummary } from '@resumable-inquiry/react'

/** Persona's status of an inquiry, or one of the bank's own. */
export type VerificationStatus = InquirySummary['status'] | 'none' | 'loading' | 'unavailable'

/** The bank's texts for a status. */
export interface VerificationText {
  label: string
  tone: 'neutral' | 'busy' | 'good' | 'bad'
  title: string
  text: string
  /** Label of the button; `null` if the person has nothing left to do. */
  action: string | null
}

const notStarted: VerificationText = {
  label: 'Not started',
  tone: 'neutral',
  title: 'Verify your identity',
  text: 'It takes about two minutes. Have your passport, driver license or ID card ready.',
  action: 'Start verification',
}

const notVerified: VerificationText = {
  label: 'Not verified',
  tone: 'bad',
  title: 'We could not verify your identity',
  text: 'Visit a branch with your passport or ID card, and we’ll help you there.',
  action: null,
}

/** The bank's texts for every status. */
export const verificationTexts: Readonly<Record<VerificationStatus, VerificationText>> = {
  loading: {
    label: 'One moment',
    tone: 'neutral',
    title: 'Your identity',
    text: 'Checking your verification…',
    action: null,
  },
  unavailable: {
    label: 'Not available',
    tone: 'bad',
    title: 'Your identity',
    text: 'We can’t check your verification right now. What you’ve submitted is saved.',
    action: null,
  },
  none: notStarted,
  created: notStarted,
  pending: {
    label: 'In progress',
    tone: 'busy',
    title: 'Finish verifying your identity',
    text: 'What you’ve submitted is saved. Continue with the next step.',
    action: 'Continue verification',
  },
  expired: {
    label: 'Paused',
    tone: 'busy',
    title: 'Finish verifying your identity',
    text: 'It’s been a while. What you’ve submitted is still saved. Continue with the next step.',
    action: 'Continue verification',
  },
  completed: {
    label: 'Submitted',
    tone: 'busy',
    title: 'Thank you, we have everything we need',
    text: 'We’re checking your details, which usually takes less than a day.',
    action: null,
  },
  needs_review: {
    label: 'In review',
    tone: 'busy',
    title: 'We’re reviewing your details',
    text: 'You don’t need to do anything. We’ll email you as soon as we’re done.',
    action: null,
  },
  approved: {
    label: 'Verified',
    tone: 'good',
    title: 'Your identity is verified',
    text: 'You can now send up to €15,000 a week.',
    action: null,
  },
  failed: notVerified,
  declined: notVerified,
}
