'use client'

import { createInquiryFlow, type FlowOptions, type InquiryFlow } from '@resumable-inquiry/core'
import { useEffect, useInsertionEffect, useLayoutEffect, useState } from 'react'

// In the layout phase, a flow is mounted before any effect can open it, and gone with its
// component's elements. React 18 warns of layout effects on a server, which never run there.
const useMountEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * One flow for each client and inquiry, alive while the component is mounted.
 *
 * An inquiry that the flow has answered with is not another one: hosts store the id that
 * `onInquiryChange` gives them and pass it back.
 */
export function useInquiryFlow(options: FlowOptions): InquiryFlow {
  const { client, inquiryId } = options
  const [kept, setKept] = useState(() => bind(options))
  let bound = kept
  if (client !== bound.client || inquiryId !== bound.inquiryId) {
    const isAnswered = client === bound.client && inquiryId === bound.flow.getInquiryId()
    bound = isAnswered ? { ...bound, inquiryId } : bind(options)
    setKept(bound)
  }
  const { flow } = bound

  useInsertionEffect(() => flow.setOptions(options))
  useMountEffect(() => flow.mount(), [flow])
  return flow
}

interface Bound extends Pick<FlowOptions, 'client' | 'inquiryId'> {
  readonly flow: InquiryFlow
}

function bind(options: FlowOptions): Bound {
  const { client, inquiryId } = options
  return { client, inquiryId, flow: createInquiryFlow(options) }
}
