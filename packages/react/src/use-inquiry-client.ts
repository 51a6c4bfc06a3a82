'use client'

import type { FetchSession, InquiryClient } from '@resumable-inquiry/core'
import { useContext, useInsertionEffect, useState } from 'react'
import { getDefaultClient, getLatestRefClient, updateLatest } from './default-client.ts'
import { InquiryClientContext } from './inquiry-provider.tsx'

/** Where a flow gets its sessions: one of the two, or else the provider's client. */
export type SessionSource =
  | {
      /**
       * Base path of the back end's handler.
       *
       * @default the provider's client, or '/api/inquiries' where there is no provider
       */
      readonly endpoint?: string | undefined
      readonly fetchSession?: undefined
    }
  | {
      readonly endpoint?: undefined
      /**
       * Gets a session from the back end in the host's own way. The latest function is called.
       * Sessions are cached by the function: one that stays the same finds them again when the
       * component mounts again. Components that have passed the same function share its client, and
       * with it the latest function of any of them.
       */
      readonly fetchSession: FetchSession
    }

/**
 * Returns the client of every flow with this source, for the status or a link of its inquiry: the
 * client of its own source, the provider's, or the page's default.
 *
 * @example
 * const client = useInquiryClient()
 * const { data } = useQuery(inquiryQueryOptions({ client, inquiryId }))
 */
export function useInquiryClient(source: SessionSource = {}): InquiryClient {
  const { endpoint, fetchSession } = source
  const provided = useContext(InquiryClientContext)
  // JavaScript can give both, or no function. The default client then rejects with the reason.
  const isValid = endpoint === undefined && typeof fetchSession === 'function'
  const getSession = isValid ? fetchSession : undefined
  const [kept, setKept] = useState(() => getSession && getLatestRefClient(getSession))
  const latestRef = getSession && (kept ?? getLatestRefClient(getSession))
  if (latestRef !== kept) setKept(latestRef)

  useInsertionEffect(() => {
    if (latestRef && getSession) updateLatest(latestRef, getSession)
  }, [latestRef, getSession])

  if (latestRef) return latestRef.client
  const hasSource = endpoint !== undefined || fetchSession !== undefined
  if (!hasSource && provided) return provided
  return getDefaultClient(hasSource ? source : { endpoint: '/api/inquiries' })
}
