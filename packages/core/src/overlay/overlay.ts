import type { PanelOptions } from './panel.ts'

/**
 * Covers the page while there is no widget to show, and locks the page behind both.
 *
 * Its panel has the place, the size and the colors of the widget's frame, so that one replaces the
 * other without a gap.
 */
export interface Overlay {
  /** The panel, while the page is covered. */
  readonly element: HTMLElement | undefined
  /**
   * Covers the page, and locks it.
   *
   * @param text is shown with the default spinner.
   */
  show(options: PanelOptions, text: string): void
  /** Moves the focus into the panel, or into the widget where there is no panel. */
  focus(): void
  /** Uncovers the page, and leaves it locked behind the widget. */
  hide(): void
  /** Locks the page behind the widget. */
  lock(front: HTMLElement): void
  /** Uncovers the page, and unlocks it. */
  release(): void
}
