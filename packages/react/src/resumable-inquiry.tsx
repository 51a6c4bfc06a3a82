'use client'

import { warnOnce } from '@resumable-inquiry/core'
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { OverlayContent, type Slots } from './overlay-content.tsx'
import { getMessage } from './messages.ts'
import { useFlowHandle } from './use-flow-handle.ts'
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
 * Shows a Persona inquiry in a modal, and resumes it when its session has expired.
 *
 * Renders an empty element with `data-state` in its place; what the person sees covers the page.
 * `@resumable-inquiry/react/styles.css` styles loading, recovering and errors.
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
  useControlCheck(props)
  const client = useInquiryClient(props)
  const recoveringMessage = getMessage('recovering', messages)
  const stillLoadingMessage = getMessage('stillLoading', messages)
  const [opensByItself] = useState(defaultOpen)
  const flow = useInquiryFlow(
    { ...settings, client, recoveringMessage, stillLoadingMessage, overlay: 'always' },
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

/** Names in development what keeps a flow from being opened or closed as its host expects. */
function useControlCheck({ open, defaultOpen, onOpenChange }: ResumableInquiryProps): void {
  const [first] = useState({ open, defaultOpen })
  useEffect(() => {
    if (open !== undefined && onOpenChange === undefined) {
      warnOnce(
        `open is ${open} and onOpenChange is missing. A flow that the person closed could not be opened again, since open would not have changed: give onOpenChange={setOpen}, or use defaultOpen instead of open.`,
      )
    }
    if ((open === undefined) !== (first.open === undefined)) {
      warnOnce(
        `open changed from ${first.open} to ${open}, which switches between a flow that its host controls and one that opens by itself. Decide for one: give true or false at every render, or leave open out.`,
      )
    }
    if (open === undefined && defaultOpen !== first.defaultOpen) {
      warnOnce(
        `defaultOpen changed from ${first.defaultOpen} to ${defaultOpen}, and only its first value counts. Use open and onOpenChange to open the flow later.`,
      )
    }
  }, [open, defaultOpen, onOpenChange, first])
}
