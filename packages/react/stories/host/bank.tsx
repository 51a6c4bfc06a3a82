import { type ReactElement, type ReactNode, type Ref, useState } from 'react'
import {
  ResumableInquiry,
  type ResumableInquiryFlow,
  type ResumableInquiryProps,
} from '@resumable-inquiry/react'
import './bank.css'

/** The application around the flows in the stories: a bank, with a person who is half verified. */
export function Bank({
  title = 'Good afternoon, Ada',
  children,
}: {
  title?: string
  children: ReactNode
}): ReactElement {
  return (
    <div className="bank">
      <header className="bank-header">
        <span className="bank-brand">
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M12 2l10 5v2H2V7l10-5zM4 11h3v7H4zm6.5 0h3v7h-3zM17 11h3v7h-3zM2 20h20v2H2z" />
          </svg>
          Harbor Bank
        </span>
        <span className="bank-person" aria-hidden="true">
          AL
        </span>
      </header>
      <main className="bank-main">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}

/** The card of the bank's page that leads to the verification. */
export function VerificationCard({
  status = 'Two steps are left. They take about three minutes.',
  action = 'Continue verification',
  onOpen,
  children,
}: {
  status?: string
  action?: string
  onOpen?: (() => void) | undefined
  children?: ReactNode
}): ReactElement {
  return (
    <section className="bank-card" aria-labelledby="verification-title">
      <h2 id="verification-title">Verify your identity</h2>
      <p>{status}</p>
      {onOpen && (
        <button type="button" className="bank-button" onClick={onOpen}>
          {action}
        </button>
      )}
      {children}
    </section>
  )
}

/** What else is on the bank's page. */
export function Accounts(): ReactElement {
  return (
    <section className="bank-card" aria-labelledby="accounts-title">
      <h2 id="accounts-title">Accounts</h2>
      <dl className="bank-rows">
        <dt>Everyday</dt>
        <dd>$1,284.60</dd>
        <dt>Savings</dt>
        <dd>$9,410.00</dd>
        <dt>Travel</dt>
        <dd>$362.15</dd>
      </dl>
    </section>
  )
}

/** The bank with the component, as the stories show it: opened, with what became of it on the page. */
export function BankWithInquiry({
  ref,
  ...props
}: ResumableInquiryProps & { ref?: Ref<ResumableInquiryFlow> | undefined }): ReactElement {
  const [open, setOpen] = useState(props.open ?? props.defaultOpen ?? true)
  const [status, setStatus] = useState<string>()
  const isInline = props.presentation === 'inline'
  const card = (
    <VerificationCard
      {...(status !== undefined && { status })}
      onOpen={status === undefined ? () => setOpen(true) : undefined}
    />
  )
  return (
    <Bank title={isInline ? 'Open a savings account' : 'Good afternoon, Ada'}>
      {isInline && <Steps />}
      {!(isInline && open) && card}
      {!isInline && <Accounts />}
      <div className={isInline && open ? 'bank-inline' : undefined}>
        <ResumableInquiry
          {...props}
          ref={ref}
          open={open}
          onOpenChange={(next) => {
            setOpen(next)
            props.onOpenChange?.(next)
          }}
          onComplete={(completion) => {
            setStatus('Thank you. There is nothing left to do.')
            props.onComplete?.(completion)
          }}
        />
      </div>
    </Bank>
  )
}

function Steps(): ReactElement {
  return (
    <ol className="bank-steps">
      <li>Your details</li>
      <li aria-current="step">Your identity</li>
      <li>Your first deposit</li>
    </ol>
  )
}
