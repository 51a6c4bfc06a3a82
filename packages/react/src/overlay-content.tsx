'use client'

import {
  type ErrorState,
  type FlowState,
  type LoadingState,
  longWait,
  type RecoveringState,
  startDeadline,
} from '@resumable-inquiry/core'
import {
  type ComponentType,
  Fragment,
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react'
import type { ContinueInFlowProps } from './continue/continue-in-flow.tsx'
import type { ErrorContentProps } from './error-content.tsx'
import { loadErrorContent, useErrorContent } from './load-error-content.ts'
import { LoadingContent, PlainErrorContent } from './loading-content.tsx'
import { focusOverlay, mayTakeFocus } from './focus.ts'
import { type MessageOverrides, getMessage } from './plain-messages.ts'
import { StatusText } from './status-text.tsx'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'

/** Content in place of a default look: a node, or a function of the flow. */
export type Slot<State extends FlowState, Extra = unknown> =
  | ReactNode
  | ((flow: ResumableInquiryFlow<State> & Extra) => ReactNode)

/** What the slot for errors gets besides the flow. */
export interface ErrorSlotContent {
  /**
   * Offers to continue on another device or on Persona's own page, as the default look does where the
   * widget cannot work here. It is loaded when it is rendered.
   */
  readonly ContinueElsewhere: ComponentType
}

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
  readonly error?: Slot<ErrorState, ErrorSlotContent>
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
  /** The flow behind the handle, and its client. */
  readonly continuation: Omit<ContinueInFlowProps, 'messages'>
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
          continuation={continuation}
          slot={error}
          messages={messages}
        />
      )
    default:
      return null
  }
}

/** The content of an error. Where it could not be loaded, the error is shown in general words. */
function LoadedErrorContent(props: ErrorContentProps): ReactNode {
  const renderErrorContent = useErrorContent()
  if (renderErrorContent !== undefined) return renderErrorContent(props)
  const { flow, slot, messages } = props
  if (typeof slot === 'function') return slot({ ...flow, ContinueElsewhere: Fragment })
  return slot ?? <PlainErrorContent flow={flow} messages={messages} />
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
