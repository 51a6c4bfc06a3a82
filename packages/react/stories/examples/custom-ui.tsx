import { type ResumableInquiryOptions, useResumableInquiry } from '@resumable-inquiry/react'

/** A card in the page's own design, with a text and a button for each state of the flow. */
export function CustomUi(options: ResumableInquiryOptions) {
  const { state, open, retry, prepare } = useResumableInquiry(options)
  return (
    <section className="bank-card">
      <h2>Verify your identity</h2>
      <p role="status">{texts[state.status]}</p>
      {state.status === 'error' ? (
        <button className="bank-button" disabled={!state.error.retryable} onClick={retry}>
          Try again
        </button>
      ) : (
        state.status !== 'finished' && (
          <button
            className="bank-button"
            disabled={state.status !== 'idle'}
            onPointerEnter={() => prepare()}
            onClick={open}
          >
            Continue verification
          </button>
        )
      )}
    </section>
  )
}

const texts = {
  idle: 'Two steps are left. They take about three minutes.',
  loading: 'We are opening your verification…',
  open: 'Your verification is open.',
  recovering: 'We are reconnecting you…',
  finished: 'Thank you. There is nothing left to do.',
  error: 'We could not open your verification.',
}
