import type { FlowState, ResumableInquiryErrorCode } from '@resumable-inquiry/react'

const errorTexts: Readonly<Partial<Record<ResumableInquiryErrorCode, string>>> = {
  unsupported_browser: 'Verification needs your camera. Open this page in Safari or Chrome.',
  offline: 'You’re offline. We’ll continue automatically when you’re back online.',
  rate_limited: 'Too many attempts. We’ll continue automatically in a moment.',
  persona_unavailable: 'Verification isn’t available right now. What you’ve submitted is saved.',
  signed_out: 'You’re signed out. Sign in to continue. What you’ve submitted is saved.',
  sessions_exhausted: 'You’ve opened this verification too many times. Call us to start a new one.',
  widget_blocked: 'Your browser blocked the verification. Allow it, or try another browser.',
}

/** Returns the bank's text for a state of the flow. */
export function getFlowText(state: FlowState): string {
  switch (state.status) {
    case 'idle':
    case 'open':
      return ''
    case 'loading':
      return state.phase === 'session' ? 'Finding your verification…' : 'Opening your verification…'
    case 'recovering':
      return 'Reconnecting…'
    case 'finished':
      return 'You’re all done.'
    case 'error':
      return (
        errorTexts[state.error.code] ??
        (state.error.retryable
          ? 'Your verification didn’t load. What you’ve submitted is saved.'
          : 'Something is wrong on our side. Call us, and we’ll fix it.')
      )
  }
}
