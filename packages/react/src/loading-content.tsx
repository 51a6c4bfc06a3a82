'use client'

import type { ErrorState } from '@resumable-inquiry/core'
import type { ReactElement, ReactNode } from 'react'
import { type MessageOverrides, getMessage } from './plain-messages.ts'
import { StatusText } from './status-text.tsx'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'
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
  return (
    <Content kind="loading" text={text}>
      <Button action="cancel" onClick={onCancel}>
        {getMessage('cancel', messages)}
      </Button>
    </Content>
  )
}

/** Look of an error whose own content is not loaded. */
export function PlainErrorContent({
  flow: { state, retry, cancel },
  messages,
}: {
  flow: ResumableInquiryFlow<ErrorState>
  messages: MessageOverrides | undefined
}): ReactElement {
  return (
    <Content kind="error" text={getMessage('failed', messages)}>
      {state.error.retryable && (
        <Button action="retry" onClick={retry}>
          {getMessage('retry', messages)}
        </Button>
      )}
      <Button action="cancel" onClick={cancel}>
        {getMessage('close', messages)}
      </Button>
    </Content>
  )
}

function Content({
  kind,
  text,
  children,
}: {
  kind: 'loading' | 'error'
  text: string
  children: ReactNode
}): ReactElement {
  const root = useStylesCheck()
  return (
    <div ref={root} className="resumable-inquiry-content" data-kind={kind}>
      <div className="resumable-inquiry-body">
        {kind === 'loading' && <div className="resumable-inquiry-spinner" aria-hidden="true" />}
        <StatusText className="resumable-inquiry-text">{text}</StatusText>
      </div>
      <div className="resumable-inquiry-actions">{children}</div>
    </div>
  )
}

function Button({
  action,
  onClick,
  children,
}: {
  action: 'retry' | 'cancel'
  onClick: () => void
  children: string
}): ReactElement {
  return (
    <button
      type="button"
      className="resumable-inquiry-button"
      data-action={action}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
