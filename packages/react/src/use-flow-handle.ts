'use client'

import type { FlowState, InquiryFlow } from '@resumable-inquiry/core'
import {
  type ForwardedRef,
  type RefCallback,
  useImperativeHandle,
  useInsertionEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'

/** State and commands of a flow. The functions never change. */
export interface ResumableInquiryFlow<State extends FlowState = FlowState> {
  readonly state: State
  /** The inquiry that the back end returned last, or the requested one. */
  readonly inquiryId: string | undefined
  /** Opens the flow. Does nothing while it is open. */
  readonly open: () => void
  /** Closes the flow for the host. The session stays cached, and `onCancel` is not called. */
  readonly close: () => void
  /** Cancels the flow for the person: `onOpenChange(false)`, then `onCancel`. */
  readonly cancel: () => void
  /** Starts over from an error; while open, treats the session as one that does not work. */
  readonly retry: () => void
  /**
   * Loads what opening needs ahead of it: the SDK and the widget's assets. With `session: true` also
   * the session, which is one of the few that Persona allows.
   */
  readonly prepare: (options?: { session?: boolean }) => void
  /**
   * Ref of the element that an inline flow is shown in. React may attach it after opening; an element
   * that stays in the document keeps its flow, also under a Suspense fallback. A modal ignores it.
   */
  readonly containerRef: RefCallback<HTMLElement>
}

/** Returns the state and the commands of a flow. */
export function useFlowHandle(flow: InquiryFlow): ResumableInquiryFlow {
  const state = useSyncExternalStore(flow.subscribe, flow.getState, flow.getState)
  const inquiryId = useSyncExternalStore(flow.subscribe, flow.getInquiryId, flow.getInquiryId)

  const latest = useRef(flow)
  const container = useRef<HTMLElement>(null)
  useInsertionEffect(() => {
    latest.current = flow
    flow.setContainer(container.current)
  }, [flow])
  const [commands] = useState(() => ({
    open: () => latest.current.open(),
    close: () => latest.current.close(),
    cancel: () => latest.current.cancel(),
    retry: () => latest.current.retry(),
    prepare: (options?: { session?: boolean }) => latest.current.prepare(options),
    containerRef: (element: HTMLElement | null) => {
      container.current = element
      latest.current.setContainer(element)
    },
  }))
  return useMemo(() => ({ state, inquiryId, ...commands }), [state, inquiryId, commands])
}

/** Gives a ref the commands of a flow, and its present state at each reading. */
export function useFlowRef(
  ref: ForwardedRef<ResumableInquiryFlow>,
  flow: InquiryFlow,
  { open, close, cancel, retry, prepare, containerRef }: ResumableInquiryFlow,
): void {
  useImperativeHandle(
    ref,
    () => ({
      get state() {
        return flow.getState()
      },
      get inquiryId() {
        return flow.getInquiryId()
      },
      open,
      close,
      cancel,
      retry,
      prepare,
      containerRef,
    }),
    [flow, open, close, cancel, retry, prepare, containerRef],
  )
}
