'use client'

import { createInquiryFlow, type FlowOptions, type InquiryFlow } from '@resumable-inquiry/core'
import { useEffect, useInsertionEffect, useRef, useState } from 'react'

/**
 * Returns the flow of a client and an inquiry, mounted with the component. Another client or inquiry
 * gets a new flow.
 *
 * The inquiry that the flow itself reported is not another one: hosts store the id from
 * `onInquiryChange` and pass it back.
 *
 * @param isWanted opens the flow when it becomes `true` and closes it when it becomes `false`. Left
 * out: the caller does both.
 */
export function useInquiryFlow(options: FlowOptions, isWanted?: boolean): InquiryFlow {
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

  const applied = useRef<{ flow: InquiryFlow; isWanted: boolean | undefined }>(undefined)
  useEffect(() => {
    // StrictMode, Activity and Fast Refresh run effects again without a change.
    if (applied.current?.flow === flow && applied.current.isWanted === isWanted) return
    applied.current = { flow, isWanted }
    if (isWanted === true) flow.open()
    if (isWanted === false) flow.close()
  }, [flow, isWanted])
  // Passive, since layout effects end under a Suspense fallback, and the flow stays open there.
  useEffect(() => flow.mount(), [flow])
  return flow
}

interface Bound extends Pick<FlowOptions, 'client' | 'inquiryId'> {
  readonly flow: InquiryFlow
}

function bind(options: FlowOptions): Bound {
  const { client, inquiryId } = options
  return { client, inquiryId, flow: createInquiryFlow(options) }
}
