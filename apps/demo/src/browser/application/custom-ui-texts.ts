import type { FlowState, ResumableInquiryErrorCode } from '@resumable-inquiry/react'

const errorTexts: Readonly<Partial<Record<ResumableInquiryErrorCode, string>>> = {
  unsupported_browser: 'The form needs your camera. Open this page in your browser.',
  offline: 'You seem to be offline. We go on by ourselves once you are connected.',
  rate_limited: 'That was a little fast. We go on by ourselves in a moment.',
  persona_unavailable: 'Our partner for verifications does not answer. Your answers are safe.',
  signed_out: 'You were signed out. Sign in, and you continue where you left off.',
  sessions_exhausted: 'This verification was opened too often. Call us, and we start a new one.',
  widget_blocked: 'Your browser did not let the form open. Allow it, or try another browser.',
}

/** Returns the bank's text for a state of the flow. */
export function getFlowText(state: FlowState): string {
  switch (state.status) {
    case 'idle':
    case 'open':
      return ''
    case 'loading':
      return state.phase === 'session' ? 'Looking up where you stopped…' : 'Opening the form…'
    case 'recovering':
      return 'Reconnecting…'
    case 'finished':
      return 'Nothing is left for you to do.'
    case 'error':
      return (
        errorTexts[state.error.code] ??
        (state.error.retryable
          ? 'The form did not come up. Your answers are safe.'
          : 'Something is wrong on our side. Call us, and we sort it out.')
      )
  }
}
