'use client'

import type { ErrorState, FlowState, LoadingState, RecoveringState } from '@resumable-inquiry/core'
import { type ReactElement, type ReactNode, useEffect, useLayoutEffect } from 'react'
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

interface OverlayContentProps extends Slots {
  readonly overlay: HTMLElement
  readonly flow: ResumableInquiryFlow
  readonly messages: MessageOverrides | undefined
}

/** The content of the surface that covers the page. */
export function OverlayContent({ overlay, ...props }: OverlayContentProps): ReactElement {
  const kind = props.flow.state.status === 'error' ? 'error' : 'loading'
  return (
    <FocusedContent key={kind} overlay={overlay}>
      {contentOf(props)}
    </FocusedContent>
  )
}

function contentOf({
  flow,
  loading,
  error,
  messages,
}: Omit<OverlayContentProps, 'overlay'>): ReactNode {
  const { state } = flow
  switch (state.status) {
    case 'loading':
    case 'recovering': {
      const text = messageOf(state.status, messages)
      if (loading === undefined) {
        return <LoadingContent text={text} messages={messages} onCancel={flow.cancel} />
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
            onClose={flow.cancel}
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

/** What comes in place of other content, which may have held the focus. */
function FocusedContent({
  overlay,
  children,
}: {
  overlay: HTMLElement
  children: ReactNode
}): ReactElement {
  // Under a Suspense fallback React hides what is rendered here and takes layout effects down: the
  // flow's own spinner is shown meanwhile.
  useLayoutEffect(() => {
    overlay.setAttribute('data-content', 'custom')
    return () => overlay.removeAttribute('data-content')
  }, [overlay])
  useEffect(() => {
    if (!overlay.contains(document.activeElement)) overlay.focus({ preventScroll: true })
  }, [overlay])
  return <>{children}</>
}
