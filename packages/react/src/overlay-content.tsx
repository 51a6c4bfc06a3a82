'use client'

import {
  type ErrorState,
  type FlowState,
  type LoadingState,
  longWait,
  type RecoveringState,
  startDeadline,
} from '@resumable-inquiry/core'
import { type ReactElement, type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { ErrorContent } from './error-content.tsx'
import { LoadingContent } from './loading-content.tsx'
import { focusOverlay, mayTakeFocus } from './focus.ts'
import { getErrorMessage, type MessageOverrides, getMessage } from './messages.ts'
import { StatusText } from './status-text.tsx'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'

/** Content in place of a default look: a node, or a function of the flow. */
export type Slot<State extends FlowState> =
  | ReactNode
  | ((flow: ResumableInquiryFlow<State>) => ReactNode)

/**
 * The default look, as values of CSS. Each is a custom property too, such as
 * `--resumable-inquiry-on-accent`, which a stylesheet can set instead. The color scheme is that of
 * `styleVariant`.
 */
export interface Appearance {
  /** Color of main buttons and the spinner. */
  readonly accent?: string | undefined
  /** Color of the text on main buttons. */
  readonly onAccent?: string | undefined
  /** Background of the panel. Give it the background of your Persona theme. */
  readonly surface?: string | undefined
  /** Color that covers the page, behind the widget too. @default 'rgb(0 0 0 / 70%)', as Persona's */
  readonly backdrop?: string | undefined
  /**
   * Corners of the panel and of buttons, such as `'16px'`. Give it the border radius of your Persona
   * theme. @default '4px', as Persona's frame without a theme; '8px' for buttons
   */
  readonly radius?: string | undefined
  /** Family of every text. @default 'system-ui, sans-serif' */
  readonly font?: string | undefined
}

/** What to show while there is no widget. */
export interface Slots {
  /** Loading and recovering. */
  readonly loading?: Slot<LoadingState | RecoveringState>
  /** The flow cannot continue. `error.message` is for developers, not for the person. */
  readonly error?: Slot<ErrorState>
  /** The default look of both, and the backdrop. */
  readonly appearance?: Appearance | undefined
}

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
  readonly messages: MessageOverrides | undefined
}

/** Content of the overlay. */
export function OverlayContent({ overlay, ...props }: OverlayContentProps): ReactElement {
  useAppearance(overlay, props.appearance)
  const kind = props.flow.state.status === 'error' ? 'error' : 'loading'
  const isSlow = useIsSlow(kind === 'loading')
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
  { overlay, flow, loading, error, messages }: OverlayContentProps,
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
    case 'error': {
      if (error === undefined) {
        return (
          <ErrorContent
            overlay={overlay}
            error={state.error}
            messages={messages}
            onRetry={flow.retry}
            onClose={flow.cancel}
          />
        )
      }
      return (
        <>
          <StatusText isHidden>{getErrorMessage(state.error.code, messages).title}</StatusText>
          {typeof error === 'function' ? error({ ...flow, state }) : error}
        </>
      )
    }
    default:
      return null
  }
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
