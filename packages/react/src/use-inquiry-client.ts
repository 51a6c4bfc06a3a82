'use client'

import { createInquiryClient, type FetchSession, type InquiryClient } from '@resumable-inquiry/core'
import { useContext, useInsertionEffect, useState } from 'react'
import { clientOf, pointRelay, relayOf } from './default-client.ts'
import { InquiryClientContext } from './inquiry-provider.tsx'

/** Where a flow's sessions come from: one of the two, or else the provider's client. */
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
       * Asks the back end in the host's own way. The latest function is called. Its sessions are
       * remembered by the function itself, so that one which stays the same finds them again when
       * the component is mounted anew.
       */
      readonly fetchSession: FetchSession
    }

const defaultEndpoint = '/api/inquiries'

/**
 * The client that a flow asks: of its own source, of the provider, or the page's default.
 *
 * @throws ResumableInquiryError `invalid_config` when both `endpoint` and `fetchSession` are given.
 */
export function useInquiryClient(source: SessionSource): InquiryClient {
  const { endpoint, fetchSession } = source
  // The type rules it out; whoever writes JavaScript gets the client's own error.
  if (endpoint !== undefined && fetchSession !== undefined) createInquiryClient(source)

  const provided = useContext(InquiryClientContext)
  const [kept, setKept] = useState(() => fetchSession && relayOf(fetchSession))
  const relay = fetchSession && (kept ?? relayOf(fetchSession))
  if (relay !== kept) setKept(relay)

  useInsertionEffect(() => {
    if (relay && fetchSession) pointRelay(relay, fetchSession)
  }, [relay, fetchSession])

  if (relay) return relay.client
  return endpoint === undefined && provided ? provided : clientOf(endpoint ?? defaultEndpoint)
}
