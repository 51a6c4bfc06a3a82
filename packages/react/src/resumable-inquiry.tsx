'use client'

import { type ReactElement, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { OverlayContent, type Slots } from './overlay-content.tsx'
import { messageOf } from './messages.ts'
import { useFlowHandle } from './use-flow-handle.ts'
import { useInquiryClient } from './use-inquiry-client.ts'
import { useInquiryFlow } from './use-inquiry-flow.ts'
import type { ResumableInquiryOptions } from './use-resumable-inquiry.ts'

/** Who decides whether the flow is open. */
export interface OpenControl {
  /**
   * Opens the flow when it becomes `true`, and closes it when it becomes `false`. While it is
   * `false` nothing is fetched. `onOpenChange(false)` tells when the flow has closed itself.
   */
  readonly open?: boolean | undefined
  /** Whether a flow that nobody controls opens by itself. @default true */
  readonly defaultOpen?: boolean | undefined
}

export type ResumableInquiryProps = ResumableInquiryOptions & OpenControl & Slots

/**
 * A Persona inquiry in a modal, which survives a lost session.
 *
 * In its own place it renders an empty element with `data-state`; what the person sees covers the
 * page. `@resumable-inquiry/react/styles.css` gives loading, recovering and errors their look.
 *
 * @example
 * <ResumableInquiry inquiryId={inquiryId} open={open} onOpenChange={setOpen} onComplete={refresh} />
 */
export function ResumableInquiry(props: ResumableInquiryProps): ReactElement {
  const {
    endpoint: _endpoint,
    fetchSession: _fetchSession,
    open,
    defaultOpen = true,
    loading,
    error,
    messages,
    ...settings
  } = props
  const client = useInquiryClient(props)
  const recoveringMessage = messageOf('recovering', messages)
  const [opensByItself] = useState(defaultOpen)
  const flow = useInquiryFlow(
    { ...settings, client, recoveringMessage, overlay: 'always' },
    open ?? opensByItself,
  )
  const handle = useFlowHandle(flow)
  const overlay = useSyncExternalStore(
    flow.subscribe,
    flow.getOverlayElement,
    flow.getOverlayElement,
  )

  return (
    <div className="resumable-inquiry" data-state={handle.state.status} hidden>
      {overlay &&
        createPortal(
          <OverlayContent
            overlay={overlay}
            flow={handle}
            loading={loading}
            error={error}
            messages={messages}
          />,
          overlay,
        )}
    </div>
  )
}
