import { useEffect } from 'react'
import { type ContenderProps, requestToken } from './contender.ts'

/** The steps of Persona's guide "Resuming Inquiries", one after another. */
export function Tutorial({ inquiryId, customHost, onReady }: ContenderProps) {
  useEffect(() => {
    const resume = async () => {
      const sessionToken = await requestToken(inquiryId, 'start')
      const { Client } = await import('persona')
      const client = new Client({
        customHost,
        inquiryId,
        sessionToken,
        onReady: () => {
          client.open()
          onReady()
        },
      })
    }
    void resume()
  }, [inquiryId, customHost, onReady])
  return null
}
