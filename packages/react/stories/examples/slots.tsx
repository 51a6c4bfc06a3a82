import type { ResumableInquiryProps } from '@resumable-inquiry/react'
import './slots.css'

/** What the person sees while the flow loads and recovers, in the bank's own design. */
export const bankLoading: ResumableInquiryProps['loading'] = ({ state, cancel }) => (
  <div className="slot">
    <Logo isWaiting />
    <h2>{state.status === 'recovering' ? 'Continuing your verification' : 'Almost there'}</h2>
    <p>
      {state.status === 'recovering'
        ? 'Your secure session was renewed. What you have submitted is saved.'
        : 'We are opening a secure connection to verify your identity.'}
    </p>
    <button type="button" className="slot-link" onClick={cancel}>
      Not now
    </button>
  </div>
)

/** What the person sees when the flow cannot continue, in the bank's own design. */
export const bankError: ResumableInquiryProps['error'] = ({ state, retry, cancel }) => (
  <div className="slot">
    <Logo />
    <h2>We could not open your verification</h2>
    <p>What you have submitted is saved. Our team can help at 555 0134.</p>
    {state.error.retryable && (
      <button type="button" className="slot-button" onClick={retry}>
        Try once more
      </button>
    )}
    <button type="button" className="slot-link" onClick={cancel}>
      Back to my account
    </button>
    <small>Reference: {state.error.code}</small>
  </div>
)

function Logo({ isWaiting = false }: { isWaiting?: boolean }) {
  return (
    <svg
      className="slot-logo"
      data-is-waiting={isWaiting}
      viewBox="-12 -12 48 48"
      aria-hidden="true"
    >
      <path d="M12 2l10 5v2H2V7l10-5zM4 11h3v7H4zm6.5 0h3v7h-3zM17 11h3v7h-3zM2 20h20v2H2z" />
    </svg>
  )
}
