'use client'

import type { ReactElement } from 'react'
import { type MessageOverrides, getMessage } from './plain-messages.ts'
import { StatusText } from './status-text.tsx'
import { useStylesCheck } from './use-styles-check.ts'

/** Default look of loading and recovering. */
export function LoadingContent({
  text,
  messages,
  onCancel,
}: {
  text: string
  messages: MessageOverrides | undefined
  onCancel: () => void
}): ReactElement {
  const root = useStylesCheck()
  return (
    <div ref={root} className="resumable-inquiry-content" data-kind="loading">
      <div className="resumable-inquiry-body">
        <div className="resumable-inquiry-spinner" aria-hidden="true" />
        <StatusText className="resumable-inquiry-text">{text}</StatusText>
      </div>
      <div className="resumable-inquiry-actions">
        <button
          type="button"
          className="resumable-inquiry-button"
          data-action="cancel"
          onClick={onCancel}
        >
          {getMessage('cancel', messages)}
        </button>
      </div>
    </div>
  )
}
