'use client'

import type { FlowBehavior, FlowCallbacks } from '@resumable-inquiry/core'
import { type MessageOverrides, messageOf } from './messages.ts'
import { type ResumableInquiryFlow, useFlowHandle } from './use-flow-handle.ts'
import { type SessionSource, useInquiryClient } from './use-inquiry-client.ts'
import { useInquiryFlow } from './use-inquiry-flow.ts'

/** What the component and the hook have in common. */
export interface FlowSettings extends FlowBehavior, FlowCallbacks {
  /**
   * The inquiry to go on with. Left out: the back end starts or resumes the signed-in person's own.
   * Another one starts anew, unless it is the one that `onInquiryChange` told of.
   */
  readonly inquiryId?: string | undefined
  /** Texts instead of the English ones. What is left out keeps its default. */
  readonly messages?: MessageOverrides | undefined
}

export type ResumableInquiryOptions = FlowSettings & SessionSource

/**
 * A flow with the application's own interface around it. It is idle until `open()` is called.
 *
 * Only a recovery is shown by the flow itself, so that the page behind does not shine through: a
 * plain surface with `messages.recovering`. Loading and errors are the application's to show.
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
  const recoveringMessage = messageOf('recovering', messages)
  const flow = useInquiryFlow({ ...settings, client, recoveringMessage })
  return useFlowHandle(flow)
}
