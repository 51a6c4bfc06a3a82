'use client'

import type { FlowState, InquiryFlow } from '@resumable-inquiry/core'
import {
  type RefCallback,
  useInsertionEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'

/** Where a flow stands and what can be done with it. The functions never change. */
export interface ResumableInquiryFlow<State extends FlowState = FlowState> {
  readonly state: State
  /** The inquiry that the back end answered with last, or the one asked for. */
  readonly inquiryId: string | undefined
  /** Opens the flow. While it is open, nothing. */
  readonly open: () => void
  /** The application closes the flow; the session is kept, and `onCancel` is not called. */
  readonly close: () => void
  /** Cancels the flow for the person: `onOpenChange(false)`, then `onCancel`. */
  readonly cancel: () => void
  /** Starts over from an error; while open, says that the widget does not work. */
  readonly retry: () => void
  /**
   * Brings what opening needs, for a button that is about to be pressed: the SDK and the widget's
   * assets. With `session: true` also the session, which is one of the few that Persona allows.
   */
  readonly prepare: (options?: { session?: boolean }) => void
  /** The place of a flow that is shown inline. A modal needs none and leaves the element alone. */
  readonly containerRef: RefCallback<HTMLElement>
}

const containerRef = (): void => {}

/** What the host sees of a flow. */
export function useFlowHandle(flow: InquiryFlow): ResumableInquiryFlow {
  const state = useSyncExternalStore(flow.subscribe, flow.getState, flow.getState)
  const inquiryId = useSyncExternalStore(flow.subscribe, flow.getInquiryId, flow.getInquiryId)

  const latest = useRef(flow)
  useInsertionEffect(() => {
    latest.current = flow
  }, [flow])
  const [commands] = useState(() => ({
    open: () => latest.current.open(),
    close: () => latest.current.close(),
    cancel: () => latest.current.cancel(),
    retry: () => latest.current.retry(),
    prepare: (options?: { session?: boolean }) => latest.current.prepare(options),
    containerRef,
  }))
  return useMemo(() => ({ state, inquiryId, ...commands }), [state, inquiryId, commands])
}
