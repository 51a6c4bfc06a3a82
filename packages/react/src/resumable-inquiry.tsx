'use client'

import { warnOnce } from '@resumable-inquiry/core'
import {
  forwardRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
  type SyntheticEvent,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { createPortal } from 'react-dom'
import { OverlayContent } from './overlay-content.tsx'
import type { Slots } from './slots.ts'
import { toPlainMessages } from './plain-messages.ts'
import { type ResumableInquiryFlow, useFlowHandle, useFlowRef } from './use-flow-handle.ts'
import { useInquiryClient } from './use-inquiry-client.ts'
import { useInquiryFlow } from './use-inquiry-flow.ts'
import type { ResumableInquiryOptions } from './use-resumable-inquiry.ts'

declare const process: { env: { NODE_ENV?: string } }

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
    appearance,
    ...settings
  } = props
  useControlCheck(props)
  const client = useInquiryClient(props)
  const texts = toPlainMessages(messages)
  const [opensByItself] = useState(defaultOpen)
  const flow = useInquiryFlow(
    { ...settings, client, overlayTexts: texts, overlay: 'always' },
    open ?? opensByItself,
  )
  const handle = useFlowHandle(flow)
  useFlowRef(ref, flow, handle)
  const overlay = useSyncExternalStore(
    flow.subscribe,
    flow.getOverlayElement,
    flow.getOverlayElement,
  )
  const { status } = handle.state
  const [presentation, setPresentation] = useState(settings.presentation)
  // A flow that is shown keeps its place in the page.
  const isShown = status !== 'idle' && status !== 'finished'
  if (!isShown && presentation !== settings.presentation) setPresentation(settings.presentation)
  const isInline = presentation === 'inline'
  return (
    <div
      ref={isInline ? handle.containerRef : undefined}
      className="resumable-inquiry"
      data-state={status}
      hidden={!isInline}
    >
      {overlay &&
        createPortal(
          <div style={{ display: 'contents' }} {...(!isInline && withheldFromParents)}>
            <OverlayContent
              overlay={overlay}
              flow={handle}
              continuation={{ client, flow }}
              loading={loading}
              error={error}
              texts={texts}
              messages={messages}
              appearance={appearance}
            />
          </div>,
          overlay,
        )}
    </div>
  )
})

const stop = (event: SyntheticEvent) => event.stopPropagation()

/** React sends the events of a portal to its parents in the tree, which a modal is no part of. */
const withheldFromParents = {
  onClick: stop,
  onPointerDown: stop,
  onPointerUp: stop,
  onMouseDown: stop,
  onMouseUp: stop,
  onTouchStart: stop,
  onTouchEnd: stop,
  onKeyDown: stop,
  onKeyUp: stop,
  onFocus: stop,
  onBlur: stop,
  onSubmit: stop,
  onReset: stop,
  onChange: stop,
  onInput: stop,
}

/** Names in development what keeps a flow from being opened or closed as its host expects. */
function useControlCheck({ open, defaultOpen, onOpenChange }: ResumableInquiryProps): void {
  const [first] = useState({ open, defaultOpen })
  useEffect(() => {
    try {
      // Only a literal condition lets a bundler drop the texts.
      if (process.env.NODE_ENV !== 'production') {
        checkControl(first, { open, defaultOpen, isHeard: onOpenChange !== undefined })
      }
    } catch {
      // Without a bundler there is no environment.
    }
  }, [open, defaultOpen, onOpenChange, first])
}

function checkControl(
  first: OpenControl,
  { open, defaultOpen, isHeard }: OpenControl & { isHeard: boolean },
): void {
  if (open !== undefined && !isHeard) {
    warnOnce(
      `open is ${open} but onOpenChange is missing. Once the person closes the flow, it cannot open again, because open does not change. Pass onOpenChange={setOpen}, or use defaultOpen instead of open.`,
    )
  }
  if ((open === undefined) !== (first.open === undefined)) {
    warnOnce(
      `open changed from ${first.open} to ${open}, which switches the flow between controlled and uncontrolled. Pass true or false at every render, or leave open out.`,
    )
  }
  if (open === undefined && defaultOpen !== first.defaultOpen) {
    warnOnce(
      `defaultOpen changed from ${first.defaultOpen} to ${defaultOpen}, but only its first value counts. Use open and onOpenChange to open the flow later.`,
    )
  }
}
