import { ResumableInquiry } from '@resumable-inquiry/react'
import { ContinueElsewhere } from '@resumable-inquiry/react/continue'
import { useState } from 'react'
import { type PageProps, useVerification } from './use-verification.ts'
import { verificationTexts } from './verification-texts.ts'

/** The status of the verification, and a button that continues it. */
export function VerificationCard(props: PageProps) {
  const { status, refresh, headingRef, flowOptions } = useVerification(props)
  const [isOpen, setOpen] = useState(false)
  const { label, tone, title, text, action } = verificationTexts[status]

  return (
    <section className="card verification" aria-labelledby="verification-title">
      <p className={`pill ${tone}`}>{label}</p>
      <h2 id="verification-title" ref={headingRef} tabIndex={-1}>
        {title}
      </h2>
      <p className="quiet">{text}</p>
      {action !== null && (
        <button className="button" type="button" onClick={() => setOpen(true)}>
          {action}
        </button>
      )}
      {action !== null && !isOpen && (
        <ContinueElsewhere
          inquiryId={props.me.inquiryId ?? undefined}
          onComplete={flowOptions.onComplete}
        />
      )}
      {status === 'unavailable' && (
        <button className="button quiet-button" type="button" onClick={refresh}>
          Try again
        </button>
      )}
      <ResumableInquiry open={isOpen} onOpenChange={setOpen} {...flowOptions} />
    </section>
  )
}
