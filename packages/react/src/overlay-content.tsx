'use client'

import { longWait, startDeadline } from '@resumable-inquiry/core'
import {
  Fragment,
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react'
import { type Continuation, ContinuationContext } from './continuation-context.ts'
import type { ErrorContentProps } from './error-content.tsx'
import { loadErrorContent, useErrorModule } from './load-error-content.ts'
import type { Appearance, Slots } from './slots.ts'
import { LoadingContent, PlainErrorContent } from './loading-content.tsx'
import { focusOverlay, mayTakeFocus } from './focus.ts'
import { type MessageOverrides, getMessage } from './plain-messages.ts'
import { StatusText } from './status-text.tsx'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'

/** Sets the custom properties on what the panel is in, so that the backdrop has them too. */
function useAppearance(
  overlay: HTMLElement,
  { accent, onAccent, surface, backdrop, radius, font }: Appearance = {},
): void {
  useLayoutEffect(() => {
    const { style } = overlay.closest('dialog') ?? overlay
    const values = { accent, 'on-accent': onAccent, surface, backdrop, radius, font }
    for (const [name, value] of Object.entries(values)) {
      style.setProperty(`--resumable-inquiry-${name}`, value ?? '')
    }
  })
}

interface OverlayContentProps extends Slots {
  readonly overlay: HTMLElement
  readonly flow: ResumableInquiryFlow
  /** The flow behind the handle, and its client. */
  readonly continuation: Omit<Continuation, 'messages'>
  readonly messages: MessageOverrides | undefined
}

/** Content of the overlay. */
export function OverlayContent({ overlay, ...props }: OverlayContentProps): ReactElement {
  useAppearance(overlay, props.appearance)
  const kind = props.flow.state.status === 'error' ? 'error' : 'loading'
  const isSlow = useIsSlow(kind === 'loading')
  useEffect(() => void loadErrorContent(), [])
  return (
    <FocusedContent key={kind} overlay={overlay}>
      {contentOf({ overlay, ...props }, isSlow)}
    </FocusedContent>
  )
}

/** Returns whether the person has waited for long, whatever they have been waiting for. */
function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const { stop } = startDeadline(longWait, () => setIsSlow(true))
    return () => {
      stop()
      setIsSlow(false)
    }
  }, [isWaiting])
  return isSlow
}

function contentOf(
  { overlay, flow, continuation, loading, error, messages }: OverlayContentProps,
  isSlow: boolean,
): ReactNode {
  const { state } = flow
  switch (state.status) {
    case 'loading':
    case 'recovering': {
      const text = getMessage(isSlow ? 'stillLoading' : state.status, messages)
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
    case 'error':
      return (
        <LoadedErrorContent
          overlay={overlay}
          flow={{ ...flow, state }}
          continuation={{ ...continuation, messages }}
          slot={error}
          messages={messages}
        />
      )
    default:
      return null
  }
}

/** The content of an error. Where it could not be loaded, the error is shown in general words. */
function LoadedErrorContent({
  continuation,
  slot,
  ...props
}: ErrorContentProps & {
  continuation: Continuation
  slot: Slots['error']
}): ReactNode {
  const module = useErrorModule()
  const { flow, messages } = props
  const { ContinueElsewhere = Fragment } = module ?? {}
  return (
    <ContinuationContext.Provider value={continuation}>
      {slot === undefined ? (
        (module?.renderErrorContent(props) ?? <PlainErrorContent flow={flow} messages={messages} />)
      ) : (
        <>
          {module?.renderErrorStatus(props) ?? null}
          {typeof slot === 'function' ? slot({ ...flow, ContinueElsewhere }) : slot}
        </>
      )}
    </ContinuationContext.Provider>
  )
}

/** Takes the focus, which the content in this place may have had before. */
function FocusedContent({
  overlay,
  children,
}: {
  overlay: HTMLElement
  children: ReactNode
}): ReactElement {
  // Under a Suspense fallback React hides this content and ends its layout effects. The overlay shows
  // its own spinner meanwhile.
  useLayoutEffect(() => {
    overlay.setAttribute('data-content', 'custom')
    return () => overlay.removeAttribute('data-content')
  }, [overlay])
  useEffect(() => {
    if (mayTakeFocus(overlay)) focusOverlay(overlay)
  }, [overlay])
  return <>{children}</>
}
