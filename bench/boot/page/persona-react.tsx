import Inquiry from 'persona-react'
import { useEffect, useState } from 'react'
import { type ContenderProps, requestToken } from './contender.ts'

/** Persona's own component, which needs the token when it is mounted. */
export function PersonaReact({ inquiryId, customHost, onReady }: ContenderProps) {
  const [sessionToken, setSessionToken] = useState<string>()
  useEffect(() => {
    void requestToken(inquiryId, 'start').then(setSessionToken)
  }, [inquiryId])
  if (sessionToken === undefined) return null
  return (
    <Inquiry
      host={customHost}
      inquiryId={inquiryId}
      sessionToken={sessionToken}
      onReady={onReady}
    />
  )
}
