'use client'

import { createInquiryClient, type FetchSession, type InquiryClient } from '@resumable-inquiry/core'
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
       * component mounts again.
       */
      readonly fetchSession: FetchSession
    }

const defaultEndpoint = '/api/inquiries'

/**
 * Returns the client of a flow: for its own source, the provider's, or the page's default.
 *
 * @throws ResumableInquiryError `invalid_config` when both `endpoint` and `fetchSession` are given.
 */
export function useInquiryClient(source: SessionSource): InquiryClient {
  const { endpoint, fetchSession } = source
  // The type rules this out. In JavaScript the client throws its own error.
  if (endpoint !== undefined && fetchSession !== undefined) createInquiryClient(source)

  const provided = useContext(InquiryClientContext)
  const [kept, setKept] = useState(() => fetchSession && getLatestRefClient(fetchSession))
  const latestRef = fetchSession && (kept ?? getLatestRefClient(fetchSession))
  if (latestRef !== kept) setKept(latestRef)

  useInsertionEffect(() => {
    if (latestRef && fetchSession) updateLatest(latestRef, fetchSession)
  }, [latestRef, fetchSession])

  if (latestRef) return latestRef.client
  return endpoint === undefined && provided
    ? provided
    : getDefaultClient(endpoint ?? defaultEndpoint)
}
