'use client'

import type { FlowBehavior, FlowCallbacks } from '@resumable-inquiry/core'
import { type MessageOverrides, toPlainMessages } from './plain-messages.ts'
import { type ResumableInquiryFlow, useFlowHandle } from './use-flow-handle.ts'
import { type SessionSource, useInquiryClient } from './use-inquiry-client.ts'
import { useInquiryFlow } from './use-inquiry-flow.ts'

/** Options that the component and the hook share. */
export interface FlowSettings extends FlowBehavior, FlowCallbacks {
  /**
   * The inquiry to continue. Left out: the back end starts or resumes the signed-in person's own.
   * Another id starts a new flow, unless it is the one that `onInquiryChange` reported.
   */
  readonly inquiryId?: string | undefined
  /** Texts in place of the English ones. Omitted ones keep their default. */
  readonly messages?: MessageOverrides | undefined
}

export type ResumableInquiryOptions = FlowSettings & SessionSource

/**
 * Runs a flow inside the host's own UI. It is idle until `open()` is called.
 *
 * The host shows loading and errors. A recovery is covered by a plain overlay with
 * `messages.recovering`, so that the page never shows through.
 *
 * @example
 * const flow = useResumableInquiry({ inquiryId, onComplete: refresh })
 *
 * <button onClick={flow.open} onPointerEnter={() => flow.prepare()}>Verify your identity</button>
 * {flow.state.status === 'error' && <button onClick={flow.retry}>Try again</button>}
 */
export function useResumableInquiry(options: ResumableInquiryOptions = {}): ResumableInquiryFlow {
  const { endpoint: _endpoint, fetchSession: _fetchSession, messages, ...settings } = options
  const client = useInquiryClient(options)
  const { recovering, stillLoading } = toPlainMessages(messages)
  const flow = useInquiryFlow({ ...settings, client, overlayTexts: { recovering, stillLoading } })
  return useFlowHandle(flow)
}
