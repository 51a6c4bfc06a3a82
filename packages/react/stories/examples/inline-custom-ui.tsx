import { type ResumableInquiryOptions, useResumableInquiry } from '@resumable-inquiry/react'

/** A flow inside the page, in an element of the page's own. */
export function InlineCustomUi(options: ResumableInquiryOptions) {
  const { state, open, containerRef } = useResumableInquiry({ ...options, presentation: 'inline' })
  if (state.status === 'idle') {
    return (
      <button className="bank-button" onClick={open}>
        Continue verification
      </button>
    )
  }
  if (state.status === 'finished') return <p>Thank you. There is nothing left to do.</p>
  return <div className="bank-inline" ref={containerRef} />
}
