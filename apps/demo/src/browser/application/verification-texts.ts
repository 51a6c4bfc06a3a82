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
  text: 'It takes about three minutes. Have your passport or identity card at hand.',
  action: 'Start verification',
}

const notVerified: VerificationText = {
  label: 'Not verified',
  tone: 'bad',
  title: 'We could not verify your identity',
  text: 'Visit a branch with your passport or identity card, and we sort it out together.',
  action: null,
}

/** The bank's texts for every status. */
export const verificationTexts: Readonly<Record<VerificationStatus, VerificationText>> = {
  loading: {
    label: 'One moment',
    tone: 'neutral',
    title: 'Your identity',
    text: 'Looking up how far your verification is.',
    action: null,
  },
  unavailable: {
    label: 'Not available',
    tone: 'bad',
    title: 'Your identity',
    text: 'We cannot see how far your verification is. What you have sent so far is safe.',
    action: null,
  },
  none: notStarted,
  created: notStarted,
  pending: {
    label: 'In progress',
    tone: 'busy',
    title: 'Finish verifying your identity',
    text: 'Your answers so far are saved. You continue where you left off.',
    action: 'Continue verification',
  },
  expired: {
    label: 'Paused',
    tone: 'busy',
    title: 'Finish verifying your identity',
    text: 'It has been a while. Your answers are still saved, and you continue where you left off.',
    action: 'Continue verification',
  },
  completed: {
    label: 'Submitted',
    tone: 'busy',
    title: 'Thank you, we have what we need',
    text: 'We are checking your details. This usually takes less than a day.',
    action: null,
  },
  needs_review: {
    label: 'In review',
    tone: 'busy',
    title: 'A colleague is looking at your details',
    text: 'Nothing is needed from you. We write to you as soon as we know more.',
    action: null,
  },
  approved: {
    label: 'Verified',
    tone: 'good',
    title: 'Your identity is verified',
    text: 'Your transfer limit has been raised.',
    action: null,
  },
  failed: notVerified,
  declined: notVerified,
}
