import { useResumableInquiry } from '@resumable-inquiry/react'
import { useEffect } from 'react'
import { onOrder } from '../stage-messages.ts'
import { flowText } from './own-interface-texts.ts'
import { type PageProps, useVerification } from './use-verification.ts'
import { verificationTexts } from './verification-texts.ts'

/** The same flow through the hook: every word and button here is the bank's own. */
export function OwnInterfacePage(props: PageProps) {
  const { status, refresh, headingRef, flowOptions } = useVerification(props, true)
  const flow = useResumableInquiry({
    ...flowOptions,
    messages: { recovering: 'Harbor Bank is reconnecting you. Your answers are safe.' },
  })
  const { retry } = flow
  useEffect(() => onOrder('retry', retry), [retry])

  const { action, title, text } = verificationTexts[status]
  const { state } = flow
  const isUnderWay = state.status !== 'idle' && state.status !== 'finished'

  return (
    <main className="page narrow">
      <h1>Raise your transfer limit</h1>
      <p className="lead">
        You can send up to €500 a week. Once we know who you are, it is €15,000.
      </p>
      <section className="card own" aria-labelledby="own-title" data-state={state.status}>
        <h2 id="own-title" ref={headingRef} tabIndex={-1}>
          {title}
        </h2>
        <p className="quiet">{text}</p>
        <p className="own-status" role="status">
          {flowText(state)}
        </p>
        <div className="actions">
          {!isUnderWay && action !== null && (
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
          {status === 'unavailable' && !isUnderWay && (
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
