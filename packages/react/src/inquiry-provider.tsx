'use client'

import { type InquiryClient, warnOnce } from '@resumable-inquiry/core'
import {
  type Context,
  createContext,
  type ReactElement,
  type ReactNode,
  useEffect,
  useState,
} from 'react'

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
  const [seen] = useState(() => new Set<InquiryClient>())
  useEffect(() => {
    seen.add(client)
    if (seen.size < 4) return
    warnOnce(
      'InquiryProvider got its fourth client. Where it is created at each render, every flow restarts each time, which spends a session. Create one client for each signed-in person, outside of the render.',
    )
  }, [client, seen])
  return <InquiryClientContext.Provider value={client}>{children}</InquiryClientContext.Provider>
}
