import type { Client } from 'persona'
import { useEffect } from 'react'
import { type ContenderProps, requestToken } from './contender.ts'

/** The fastest code for one page: the request leaves first, and the SDK is loaded meanwhile. */
export function ByHand({ inquiryId, customHost, onReady, onRecover }: ContenderProps) {
  useEffect(() => {
    let isMounted = true
    let client: Client | undefined
    const boot = async (reason: 'start' | 'session_expired', onShown: () => void) => {
      const requesting = requestToken(inquiryId, reason)
      const [sessionToken, sdk] = await Promise.all([requesting, import('persona')])
      if (!isMounted) return
      client = new sdk.Client({
        customHost,
        inquiryId,
        sessionToken,
        onReady: () => {
          client?.open()
          onShown()
        },
        onError: ({ code }) => {
          if (code !== 'unauthenticated') return
          void boot('session_expired', onRecover)
          client?.destroy()
        },
      })
    }
    void boot('start', onReady)
    return () => {
      isMounted = false
      client?.destroy()
    }
  }, [inquiryId, customHost, onReady, onRecover])
  return null
}
