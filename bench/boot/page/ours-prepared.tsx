import '@resumable-inquiry/react/styles.css'
import { ResumableInquiry, type ResumableInquiryFlow } from '@resumable-inquiry/react'
import { useEffect, useRef } from 'react'
import type { ContenderProps } from './contender.ts'

/** The component after `prepare({ session: true })`. */
export function OursPrepared({ inquiryId, customHost, isOpen, onReady }: ContenderProps) {
  const flow = useRef<ResumableInquiryFlow>(null)
  useEffect(() => flow.current?.prepare({ session: true }), [])
  return (
    <ResumableInquiry
      ref={flow}
      inquiryId={inquiryId}
      customHost={customHost}
      open={isOpen}
      onOpenChange={() => {}}
      onReady={onReady}
    />
  )
}
