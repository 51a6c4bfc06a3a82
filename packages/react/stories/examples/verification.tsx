import { ResumableInquiry } from '@resumable-inquiry/react'
import '@resumable-inquiry/react/styles.css'
import { useState } from 'react'

/** A button that opens the verification in front of the page. */
export function Verification({ inquiryId }: { inquiryId: string }) {
  const [open, setOpen] = useState(false)
  const [isDone, setIsDone] = useState(false)
  return (
    <>
      {isDone ? (
        <p>Thank you. There is nothing left to do.</p>
      ) : (
        <button className="bank-button" onClick={() => setOpen(true)}>
          Verify your identity
        </button>
      )}
      <ResumableInquiry
        inquiryId={inquiryId}
        open={open}
        onOpenChange={setOpen}
        onComplete={() => setIsDone(true)}
      />
    </>
  )
}
