import type { WidgetOptions } from '../frame/widget-options.ts'
import type { CreateDialogGuard } from './modal-dialog.ts'
import type { PanelContent, PanelOptions } from './panel.ts'

/** What the overlay has in common with the widget, and what its styles need. */
export interface OverlayOptions extends PanelOptions, Pick<WidgetOptions, 'iframeTitle'> {
  readonly nonce?: string | undefined
}

/**
 * Where the widget is shown, and what is shown while there is none.
 *
 * Its panel has the place, the size and the colors of the widget's frame, so that one replaces the
 * other without a gap.
 */
export interface Overlay {
  /** The panel, while it is shown. */
  readonly element: HTMLElement | undefined
  /** Returns the element of the page that a frame is to be created in, which may still be hidden. */
  prepareFrame(options: OverlayOptions): HTMLElement
  /** Shows the panel with a content. */
  show(options: OverlayOptions, content: PanelContent): void
  /** Moves the focus to where the panel is, unless it is there. */
  focus(): void
  /** Hides the panel. */
  hide(): void
  /** Guards what is shown against the page's own dialogs. For a modal alone. */
  guard?(create: CreateDialogGuard): void
  /** Locks the page behind the widget. */
  lock(options: OverlayOptions): void
  /** Removes everything from the page, and unlocks it. */
  release(): void
}
