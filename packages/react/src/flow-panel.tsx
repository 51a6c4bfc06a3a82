'use client'

import type { ErrorState, FlowState, LoadingState, RecoveringState } from '@resumable-inquiry/core'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import { ErrorContent } from './error-content.tsx'
import { LoadingContent } from './loading-content.tsx'
import { errorMessageOf, type MessageOverrides, messageOf } from './messages.ts'
import { StatusText } from './status-text.tsx'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'

/** What is shown in place of a default look: a node, or a function of the flow. */
export type Slot<State extends FlowState> =
  | ReactNode
  | ((flow: ResumableInquiryFlow<State>) => ReactNode)

/** What is shown while there is no widget to show. */
export interface Slots {
  /** Loading and recovering. */
  readonly loading?: Slot<LoadingState | RecoveringState>
  /** Something went wrong. Nothing of `error.message` is for the person to read. */
  readonly error?: Slot<ErrorState>
}

/** The content of the surface that covers the page. */
export function FlowPanel({
  panel,
  flow,
  loading,
  error,
  messages,
}: Slots & {
  panel: HTMLElement
  flow: ResumableInquiryFlow
  messages: MessageOverrides | undefined
}): ReactElement | null {
  const { state } = flow
  useFocusWithin(panel, state.status)

  switch (state.status) {
    case 'loading':
    case 'recovering': {
      const text = messageOf(state.status, messages)
      if (loading === undefined) {
        return <LoadingContent text={text} messages={messages} onCancel={flow.leave} />
      }
      return (
        <>
          <StatusText isHidden>{text}</StatusText>
          {typeof loading === 'function' ? loading({ ...flow, state }) : loading}
        </>
      )
    }
    case 'error': {
      if (error === undefined) {
        return (
          <ErrorContent
            error={state.error}
            messages={messages}
            onRetry={flow.retry}
            onClose={flow.leave}
          />
        )
      }
      return (
        <>
          <StatusText isHidden>{errorMessageOf(state.error.code, messages).title}</StatusText>
          {typeof error === 'function' ? error({ ...flow, state }) : error}
        </>
      )
    }
    default:
      return null
  }
}

/** The focus was on a button that has gone: it stays in the panel all the same. */
function useFocusWithin(panel: HTMLElement, status: FlowState['status']): void {
  useEffect(() => {
    if (!panel.contains(document.activeElement)) panel.focus({ preventScroll: true })
  }, [panel, status])
}
