import type { InquiryClient, InquiryFlow } from '@resumable-inquiry/core'
import { type Context, createContext } from 'react'
import type { MessageOverrides } from './plain-messages.ts'

/** What a person may continue elsewhere. */
export interface Continuation {
  readonly client: InquiryClient
  readonly flow: InquiryFlow
  readonly messages: MessageOverrides | undefined
}

/** For the offer to continue elsewhere in the content of an error. */
export const ContinuationContext: Context<Continuation | undefined> = createContext<
  Continuation | undefined
>(undefined)
