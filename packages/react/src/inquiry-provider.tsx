'use client'

import type { InquiryClient } from '@resumable-inquiry/core'
import { type Context, createContext, type ReactElement, type ReactNode } from 'react'

export const InquiryClientContext: Context<InquiryClient | undefined> = createContext<
  InquiryClient | undefined
>(undefined)

export interface InquiryProviderProps {
  /** Client of the signed-in person. Call its `clear()` when they sign out. */
  client: InquiryClient
  children?: ReactNode
}

/**
 * Provides a client to every flow below it.
 *
 * @example
 * const inquiries = createInquiryClient({ endpoint: '/api/inquiries' })
 *
 * <InquiryProvider client={inquiries}>
 *   <App />
 * </InquiryProvider>
 */
export function InquiryProvider({ client, children }: InquiryProviderProps): ReactElement {
  return <InquiryClientContext.Provider value={client}>{children}</InquiryClientContext.Provider>
}
