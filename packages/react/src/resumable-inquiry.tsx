'use client'

import {
  forwardRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
  useState,
  useSyncExternalStore,
} from 'react'
import { createPortal } from 'react-dom'
import { OverlayContent, type Slots } from './overlay-content.tsx'
import { getMessage } from './messages.ts'
import { type ResumableInquiryFlow, useFlowHandle, useFlowRef } from './use-flow-handle.ts'
import { useInquiryClient } from './use-inquiry-client.ts'
import { useInquiryFlow } from './use-inquiry-flow.ts'
import type { ResumableInquiryOptions } from './use-resumable-inquiry.ts'

/** Controls whether the flow is open. */
export interface OpenControl {
  /**
   * Opens the flow when it becomes `true`, and closes it when it becomes `false`. While it is
   * `false` nothing is fetched. `onOpenChange(false)` reports that the flow has closed.
   */
  readonly open?: boolean | undefined
  /** Whether a flow without `open` opens when it mounts. @default true */
  readonly defaultOpen?: boolean | undefined
}

export type ResumableInquiryProps = ResumableInquiryOptions & OpenControl & Slots

/**
 * Shows a Persona inquiry in a modal or inline, and resumes it when its session has expired.
 *
 * Renders one element with `data-state` in its place: an empty one where what the person sees covers
 * the page, or else the container of the inline flow. `ref` gives the hook's handle, whose `state` is
 * the present one at each reading. `@resumable-inquiry/react/styles.css` styles loading, recovering
 * and errors.
 *
 * @example
 * <ResumableInquiry inquiryId={inquiryId} open={open} onOpenChange={setOpen} onComplete={refresh} />
 */
// React 18 passes a ref to no other kind of function.
export const ResumableInquiry: ForwardRefExoticComponent<
  ResumableInquiryProps & RefAttributes<ResumableInquiryFlow>
> = forwardRef<ResumableInquiryFlow, ResumableInquiryProps>(function ResumableInquiry(props, ref) {
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
  const recoveringMessage = getMessage('recovering', messages)
  const [opensByItself] = useState(defaultOpen)
  const flow = useInquiryFlow(
    { ...settings, client, recoveringMessage, overlay: 'always' },
    open ?? opensByItself,
  )
  const handle = useFlowHandle(flow)
  useFlowRef(ref, flow, handle)
  const overlay = useSyncExternalStore(
    flow.subscribe,
    flow.getOverlayElement,
    flow.getOverlayElement,
  )
  const isInline = settings.presentation === 'inline'
  return (
    <div
      ref={isInline ? handle.containerRef : undefined}
      className="resumable-inquiry"
      data-state={handle.state.status}
      hidden={!isInline}
    >
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
})
