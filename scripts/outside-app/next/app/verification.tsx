'use client'

import { ResumableInquiry, useResumableInquiry } from '@resumable-inquiry/react'
import { useState, useSyncExternalStore } from 'react'

export interface VerificationOptions {
  inquiryId: string
  endpoint: string
  customHost: string
  styleVariant: 'light' | 'dark' | undefined
}

/** A button that opens the flow with the component. */
export function WithComponent(options: VerificationOptions) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <VerifyButton onClick={() => setOpen(true)} />
      <ResumableInquiry {...options} open={open} onOpenChange={setOpen} />
    </>
  )
}

/** A button that opens the flow with the hook. */
export function WithHook(options: VerificationOptions) {
  const { state, open } = useResumableInquiry(options)
  return (
    <>
      <VerifyButton onClick={open} />
      <p data-state={state.status}>Your verification is {state.status}.</p>
    </>
  )
}

/** Disabled until the page has hydrated. */
function VerifyButton({ onClick }: { onClick: () => void }) {
  const hasHydrated = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  return (
    <button type="button" id="verify" disabled={!hasHydrated} onClick={onClick}>
      Verify your identity
    </button>
  )
}
