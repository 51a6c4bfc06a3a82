import { useResumableInquiry } from '@resumable-inquiry/react'
import { useEffect } from 'react'
import { onCommand } from '../playground-messages.ts'
import { getFlowText } from './custom-ui-texts.ts'
import { type PageProps, useVerification } from './use-verification.ts'
import { verificationTexts } from './verification-texts.ts'

/** The flow with `useResumableInquiry`: all texts and buttons are the bank's. */
export function CustomUiPage(props: PageProps) {
  const { status, refresh, headingRef, flowOptions } = useVerification(props, true)
  const flow = useResumableInquiry({
    ...flowOptions,
    messages: { recovering: 'Harbor Bank is reconnecting you. Your answers are safe.' },
  })
  const { retry } = flow
  useEffect(() => onCommand('retry', retry), [retry])

  const { action, title, text } = verificationTexts[status]
  const { state } = flow
  const isActive = state.status !== 'idle' && state.status !== 'finished'

  return (
    <main className="page narrow">
      <h1>Raise your transfer limit</h1>
      <p className="lead">
        You can send up to €500 a week. Once we know who you are, it is €15,000.
      </p>
      <section
        className="card custom-ui"
        aria-labelledby="custom-ui-title"
        data-state={state.status}
      >
        <h2 id="custom-ui-title" ref={headingRef} tabIndex={-1}>
          {title}
        </h2>
        <p className="quiet">{text}</p>
        <p className="custom-ui-status" role="status">
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
              Look again
            </button>
          )}
        </div>
      </section>
      <section className="card hook" aria-labelledby="hook-title">
        <h2 id="hook-title">What the hook says</h2>
        <dl>
          <dt>state</dt>
          <dd>
            <code>{JSON.stringify(state)}</code>
          </dd>
          <dt>inquiryId</dt>
          <dd>
            <code>{flow.inquiryId ?? 'none yet'}</code>
          </dd>
        </dl>
      </section>
    </main>
  )
}
