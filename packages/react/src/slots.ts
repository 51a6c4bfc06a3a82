import type { ErrorState, FlowState, LoadingState, RecoveringState } from '@resumable-inquiry/core'
import type { ComponentType, ReactNode } from 'react'
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
