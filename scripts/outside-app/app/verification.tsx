import { ResumableInquiry } from '@resumable-inquiry/react'
import '@resumable-inquiry/react/styles.css'
import { useState } from 'react'
import './host.css'

/** A page with a button that opens the flow. Its options are in the address. */
export function Verification() {
  const [open, setOpen] = useState(false)
  const { inquiryId, ...options } = Object.fromEntries(new URLSearchParams(location.search))
  return (
    <>
      <h1>Your account</h1>
      <p>Verify your identity to go on.</p>
      <button type="button" id="verify" onClick={() => setOpen(true)}>
        Verify your identity
      </button>
      <ResumableInquiry {...options} inquiryId={inquiryId} open={open} onOpenChange={setOpen} />
    </>
  )
}
