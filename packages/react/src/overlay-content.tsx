'use client'

import { type ReactElement, type ReactNode, useEffect, useLayoutEffect } from 'react'
import { type Continuation, ContinuationContext } from './continuation-context.ts'
import { focusOverlay, mayTakeFocus } from './focus.ts'
import { type ErrorModule, useErrorModule } from './load-error-content.ts'
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
export function OverlayContent(props: OverlayContentProps): ReactNode {
  const { overlay, flow, loading, error, appearance } = props
  const isError = flow.state.status === 'error'
  const module = useErrorModule(isError)
  useAppearance(overlay, appearance)
  useStylesCheck(overlay, (isError ? error : loading) === undefined)
  const hidesAll = error !== undefined || module !== undefined
  return isError ? (
    <Content key="error" overlay={overlay} hides={hidesAll ? 'custom' : undefined}>
      {renderError(props, module)}
    </Content>
  ) : (
    <Content key="loading" overlay={overlay} hides={loading === undefined ? undefined : 'slot'}>
      {renderLoading(props)}
    </Content>
  )
}

function renderLoading({ flow, loading }: OverlayContentProps): ReactNode {
  const { state } = flow
  if (state.status !== 'loading' && state.status !== 'recovering') return null
  return typeof loading === 'function' ? loading({ ...flow, state }) : loading
}

function renderError(
  { overlay, flow, continuation, error, texts, messages }: OverlayContentProps,
  module: ErrorModule | undefined,
): ReactNode {
  const { state } = flow
  if (state.status !== 'error') return null
  const errorFlow = { ...flow, state }
  const content = { flow: errorFlow, takesFocus: mayTakeFocus(overlay), texts, messages }
  const { ContinueElsewhere = NoOffer } = module ?? {}
  return (
    <ContinuationContext.Provider value={{ ...continuation, messages }}>
      {error === undefined ? (
        module?.renderErrorContent(content)
      ) : (
        <>
          {module?.renderErrorStatus(content)}
          {typeof error === 'function' ? error({ ...errorFlow, ContinueElsewhere }) : error}
        </>
      )}
    </ContinuationContext.Provider>
  )
}

const NoOffer = () => null

/**
 * Content beside the overlay's own, which it hides: for `slot` all but the text, which is still
 * announced, for `custom` everything. Takes the focus.
 */
function Content({
  overlay,
  hides,
  children,
}: {
  overlay: HTMLElement
  hides: 'slot' | 'custom' | undefined
  children: ReactNode
}): ReactElement {
  // Under a Suspense fallback React hides this content and ends its layout effects. The overlay shows
  // its own meanwhile.
  useLayoutEffect(() => {
    if (hides === undefined) return
    overlay.setAttribute('data-content', hides)
    return () => overlay.removeAttribute('data-content')
  }, [overlay, hides])
  useEffect(() => {
    // What had the focus before may be gone.
    if (mayTakeFocus(overlay)) focusOverlay(overlay)
  }, [overlay])
  return <>{children}</>
}
