'use client'

import type { ResumableInquiryError } from '@resumable-inquiry/core'
import { type ReactElement, useEffect, useId, useRef, useState } from 'react'
import { mayTakeFocus } from './focus.ts'
import { type MessageOverrides, getMessage } from './plain-messages.ts'
import { StatusText } from './status-text.tsx'
import { useErrorMessage } from './use-error-message.ts'
import { useStylesCheck } from './use-styles-check.ts'

/** Default look of an error. Takes the focus so that it is read out, or else announces its title. */
export function ErrorContent({
  overlay,
  error,
  messages,
  onRetry,
  onClose,
}: {
  overlay: HTMLElement
  error: ResumableInquiryError
  messages: MessageOverrides | undefined
  onRetry: () => void
  onClose: () => void
}): ReactElement {
  const root = useStylesCheck()
  const heading = useRef<HTMLHeadingElement>(null)
  const textId = useId()
  const time = useTimeOfRetry(error)
  const { title, text } = useErrorMessage(error.code, messages)
  const isUnsupported = error.code === 'unsupported_browser'

  const [takesFocus] = useState(() => mayTakeFocus(overlay))

  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true })
  }, [takesFocus])

  return (
    <div ref={root} className="resumable-inquiry-content" data-kind="error" data-code={error.code}>
      <div className="resumable-inquiry-body">
        <div className="resumable-inquiry-mark" aria-hidden="true" />
        {!takesFocus && <StatusText isHidden>{title}</StatusText>}
        <h2
          ref={heading}
          tabIndex={-1}
          className="resumable-inquiry-title"
          aria-describedby={textId}
        >
          {title}
        </h2>
        <p id={textId} className="resumable-inquiry-text">
          {text.replace('{time}', time)}
        </p>
      </div>
      <div className="resumable-inquiry-actions">
        {error.retryable && (
          <button
            type="button"
            className="resumable-inquiry-button"
            data-emphasis="strong"
            data-action="retry"
            onClick={onRetry}
          >
            {getMessage(isUnsupported ? 'tryAnyway' : 'retry', messages)}
          </button>
        )}
        <button
          type="button"
          className="resumable-inquiry-button"
          data-action="cancel"
          onClick={onClose}
        >
          {getMessage('close', messages)}
        </button>
      </div>
    </div>
  )
}

/** Returns the time of day at which the flow retries by itself, in the format of the browser. */
function useTimeOfRetry({ retryAfter = 0 }: ResumableInquiryError): string {
  const [from] = useState(() => Date.now())
  return new Date(from + retryAfter * 1000).toLocaleTimeString([], { timeStyle: 'medium' })
}
