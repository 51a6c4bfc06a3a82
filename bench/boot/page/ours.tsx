import '@resumable-inquiry/react/styles.css'
import { ResumableInquiry } from '@resumable-inquiry/react'
import type { ContenderProps } from './contender.ts'

/** The component as its README has it. */
export function Ours({ inquiryId, customHost, isOpen, onReady, onRecover }: ContenderProps) {
  return (
    <ResumableInquiry
      inquiryId={inquiryId}
      customHost={customHost}
      open={isOpen}
      onOpenChange={() => {}}
      onReady={onReady}
      onRecover={onRecover}
    />
  )
}
