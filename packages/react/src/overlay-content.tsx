'use client'

import { type ReactElement, type ReactNode, useEffect, useLayoutEffect } from 'react'
import { type Continuation, ContinuationContext } from './continuation-context.ts'
import { focusOverlay, mayTakeFocus } from './focus.ts'
import { useErrorModule } from './load-error-content.ts'
import type { MessageOverrides, PlainMessages } from './plain-messages.ts'
import type { Appearance, Slots } from './slots.ts'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'
import { useStylesCheck } from './use-styles-check.ts'

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
  readonly texts: PlainMessages
  readonly messages: MessageOverrides | undefined
}

/**
 * What is shown in place of the overlay's own content: the slots, and the default look of errors, which
 * is loaded meanwhile. The overlay itself shows loading and recovering, and an error in general words.
 */
export function OverlayContent({
  overlay,
  flow,
  continuation,
  loading,
  error,
  appearance,
  texts,
  messages,
}: OverlayContentProps): ReactNode {
  const { state } = flow
  const isError = state.status === 'error'
  const module = useErrorModule(isError)
  useAppearance(overlay, appearance)
  useStylesCheck(overlay, (isError ? error : loading) === undefined)
  useEffect(() => {
    // What had the focus may be gone.
    if (mayTakeFocus(overlay)) focusOverlay(overlay)
  }, [overlay, isError])

  switch (state.status) {
    case 'loading':
    case 'recovering':
      if (loading === undefined) return null
      return (
        <Replacement key="loading" overlay={overlay} content="slot">
          {typeof loading === 'function' ? loading({ ...flow, state }) : loading}
        </Replacement>
      )
    case 'error': {
      if (error === undefined && module === undefined) return null
      const takesFocus = mayTakeFocus(overlay)
      const errorFlow = { ...flow, state }
      const props = { flow: errorFlow, takesFocus, texts, messages }
      const { ContinueElsewhere = NoOffer } = module ?? {}
      return (
        <Replacement key="error" overlay={overlay} content="custom">
          <ContinuationContext.Provider value={{ ...continuation, messages }}>
            {error === undefined ? (
              module?.renderErrorContent(props)
            ) : (
              <>
                {module?.renderErrorStatus(props)}
                {typeof error === 'function' ? error({ ...errorFlow, ContinueElsewhere }) : error}
              </>
            )}
          </ContinuationContext.Provider>
        </Replacement>
      )
    }
    default:
      return null
  }
}

const NoOffer = () => null

/**
 * Hides the overlay's own content: for `slot` all but the text, which is still announced. Under a
 * Suspense fallback React ends the layout effect, and the overlay shows its own meanwhile.
 */
function Replacement({
  overlay,
  content,
  children,
}: {
  overlay: HTMLElement
  content: 'slot' | 'custom'
  children: ReactNode
}): ReactElement {
  useLayoutEffect(() => {
    overlay.setAttribute('data-content', content)
    return () => overlay.removeAttribute('data-content')
  }, [overlay, content])
  return <>{children}</>
}
