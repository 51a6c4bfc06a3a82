'use client'

import type { ReactElement } from 'react'
import type { Continuation } from '../continuation-context.ts'
import { ContinueContent } from './continue-content.tsx'

/** Offers a person to continue elsewhere when the flow shows an error, and finishes it from there. */
export function ContinueInFlow({ client, flow, messages }: Continuation): ReactElement {
  return (
    <ContinueContent
      isMain
      client={client}
      inquiryId={flow.getInquiryId()}
      messages={messages}
      onHandOff={flow.handOff}
      onFinished={flow.finish}
    />
  )
}
