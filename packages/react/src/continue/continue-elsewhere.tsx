'use client'

import type { Completion } from '@resumable-inquiry/core'
import { type ReactElement, useState } from 'react'
import type { MessageOverrides } from '../plain-messages.ts'
import { type SessionSource, useInquiryClient } from '../use-inquiry-client.ts'
import { ContinueContent } from './continue-content.tsx'

export type ContinueElsewhereProps = SessionSource & {
  /** The inquiry to continue. Left out: the signed-in person's own, which is started if need be. */
  readonly inquiryId?: string | undefined
  /** Texts in place of the English ones: those of `continueElsewhere` and of `errors`. */
  readonly messages?: MessageOverrides | undefined
  /** The inquiry was finished elsewhere, by the back end's word. */
  readonly onComplete?: ((completion: Completion) => void) | undefined
}

/**
 * Offers a person to continue an inquiry on another device, by a QR code or a link, or on Persona's own
 * page in another window. While one of them is shown it notices by itself that the inquiry is finished.
 *
 * A link is created when the person asks for it, since Persona may spend a session on it. Renders
 * nothing with `fetchSession`, which can create none.
 *
 * @example
 * <ContinueElsewhere inquiryId={inquiryId} onComplete={refresh} />
 */
export function ContinueElsewhere({
  inquiryId,
  messages,
  onComplete,
  ...source
}: ContinueElsewhereProps): ReactElement {
  const client = useInquiryClient(source)
  /** The person's own inquiry, once it is started. Hosts learn its id and pass it back. */
  const [startedId, setStartedId] = useState<string>()
  return (
    <div className="resumable-inquiry-content" data-kind="continue">
      <ContinueContent
        // Another inquiry has nothing of what was shown.
        key={inquiryId === startedId ? 'own' : (inquiryId ?? 'own')}
        client={client}
        inquiryId={inquiryId}
        messages={messages}
        onStart={setStartedId}
        onFinished={(finishedId, status) =>
          onComplete?.({ inquiryId: finishedId, status, source: 'backend' })
        }
      />
    </div>
  )
}
