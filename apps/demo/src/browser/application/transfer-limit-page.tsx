import { useResumableInquiry } from '@resumable-inquiry/react'
import { getFlowText } from './transfer-limit-texts.ts'
import { type PageProps, useVerification } from './use-verification.ts'
import { verificationTexts } from './verification-texts.ts'

/** The flow with `useResumableInquiry`: all texts and buttons are the bank's. */
export function TransferLimitPage(props: PageProps) {
  const { status, refresh, headingRef, flowOptions } = useVerification(props)
  const flow = useResumableInquiry({
    ...flowOptions,
    messages: { recovering: 'Reconnecting you to your verification…' },
  })

  const { action, title, text } = verificationTexts[status]
  const { state } = flow
  const isActive = state.status !== 'idle' && state.status !== 'finished'

  return (
    <main className="page narrow">
      <h1>Transfer limit</h1>
      <p className="lead">
        You can send up to €500 a week until we’ve verified your identity, and €15,000 after that.
      </p>
      <section
        className="card transfer-limit"
        aria-labelledby="transfer-limit-title"
        data-state={state.status}
      >
        <h2 id="transfer-limit-title" ref={headingRef} tabIndex={-1}>
          {title}
        </h2>
        <p className="quiet">{text}</p>
        <p className="transfer-limit-status" role="status">
          {getFlowText(state)}
        </p>
        <div className="actions">
          {!isActive && action !== null && (
            <button
              className="button"
              type="button"
              onClick={flow.open}
              onPointerEnter={() => flow.prepare()}
              onFocus={() => flow.prepare()}
            >
              {action}
            </button>
          )}
          {state.status === 'error' && state.error.retryable && (
            <button className="button" type="button" onClick={flow.retry}>
              Try again
            </button>
          )}
          {(state.status === 'loading' || state.status === 'error') && (
            <button className="button quiet-button" type="button" onClick={flow.cancel}>
              Not now
            </button>
          )}
          {status === 'unavailable' && !isActive && (
            <button className="button quiet-button" type="button" onClick={refresh}>
              Try again
            </button>
          )}
        </div>
      </section>
    </main>
  )
}
