'use client'

import type { ResumableInquiryError, ResumableInquiryErrorCode } from '@resumable-inquiry/core'
import { type ReactElement, useEffect, useId, useRef, useState } from 'react'
import { mayTakeFocus } from './focus.ts'
import { getErrorMessage, type MessageOverrides, getMessage } from './messages.ts'
import { StatusText } from './status-text.tsx'
import { useStylesCheck } from './use-styles-check.ts'

// Paths in a square of 24.
const warning = 'M12 4 2.5 20h19zM12 10v4m0 3v.01'
const shapes: Readonly<Partial<Record<ResumableInquiryErrorCode, string>>> = {
  offline:
    'm3 3 18 18M5 12a10 10 0 0 1 4-2.4m6 .4a10 10 0 0 1 4 2M8.5 15.5a5 5 0 0 1 6 0M12 19v.01',
  rate_limited: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4v5l3 2',
  signed_out: 'M6 11h12v9H6zm3 0V8a3 3 0 0 1 6 0v3',
}

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
  const { title, text } = getErrorMessage(error.code, messages)
  const isUnsupported = error.code === 'unsupported_browser'

  const [takesFocus] = useState(() => mayTakeFocus(overlay))

  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true })
  }, [takesFocus])

  return (
    <div ref={root} className="resumable-inquiry-content" data-kind="error" data-code={error.code}>
      <div className="resumable-inquiry-body">
        <div className="resumable-inquiry-icon" aria-hidden="true">
          <svg width="32" height="32" viewBox="0 0 24 24">
            <path d={shapes[error.code] ?? warning} />
          </svg>
        </div>
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

/** Returns the time of day at which the flow retries, in the format of the browser. */
function useTimeOfRetry({ retryAfter = 0 }: ResumableInquiryError): string {
  const [from] = useState(() => Date.now())
  // Without seconds, so rounded up: a time that has passed promises what has not come.
  const minutes = Math.ceil((from + retryAfter * 1000) / 60_000)
  return new Date(minutes * 60_000).toLocaleTimeString([], { timeStyle: 'short' })
}
