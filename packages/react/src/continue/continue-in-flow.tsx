'use client'

import type { InquiryClient, InquiryFlow } from '@resumable-inquiry/core'
import type { ReactElement } from 'react'
import type { MessageOverrides } from '../plain-messages.ts'
import { ContinueContent } from './continue-content.tsx'

export interface ContinueInFlowProps {
  readonly client: InquiryClient
  readonly flow: InquiryFlow
  readonly messages: MessageOverrides | undefined
}

/** Offers a person to continue elsewhere when the flow shows an error, and finishes it from there. */
export function ContinueInFlow({ client, flow, messages }: ContinueInFlowProps): ReactElement {
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
