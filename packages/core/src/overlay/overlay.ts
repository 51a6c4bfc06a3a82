import type { WidgetOptions } from '../frame/widget-options.ts'
import { adoptStyles } from './adopt-styles.ts'
import { showDefaultContent } from './default-content.ts'
import { lockPage, type PageLock } from './page-lock.ts'

/** What the overlay has in common with the widget: its name, its colors, its size. */
export type OverlayOptions = Pick<
  WidgetOptions,
  'iframeTitle' | 'styleVariant' | 'frameWidth' | 'frameHeight'
>

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
  show(options: OverlayOptions, text: string): void
  /** Moves the focus into the panel, or into the widget where there is no panel. */
  focus(): void
  /** Uncovers the page, and leaves it locked behind the widget. */
  hide(): void
  /** Locks the page behind the widget. */
  lock(front: HTMLElement): void
  /** Uncovers the page, and unlocks it. */
  release(): void
}

// A page's own rules for headings, paragraphs and buttons suit its background, not the panel's. The
// rules that replace them are as weak, so that any class still overrides them.
const styles = `
.resumable-inquiry-backdrop {
  position: fixed; inset: 0; z-index: 9999; display: grid; place-items: center;
  background: rgb(0 0 0 / 70%);
}
.resumable-inquiry-panel {
  box-sizing: border-box; position: relative; width: 100%; height: 100%; overflow: auto;
  border-radius: 4px; outline: none;
  color-scheme: light; background: var(--resumable-inquiry-surface, #fff); color: #1b1d22;
}
.resumable-inquiry-panel[data-color-scheme='dark'] {
  color-scheme: dark; background: var(--resumable-inquiry-surface, #1d1e23); color: #ecedf1;
}
:where(.resumable-inquiry-default, .resumable-inquiry-content) :is(h2, p) { color: inherit }
:where(.resumable-inquiry-content) button { background: ButtonFace; color: ButtonText }
.resumable-inquiry-panel[data-content='custom'] > .resumable-inquiry-default,
.resumable-inquiry-panel:not([data-content='custom']) > :not(.resumable-inquiry-default) {
  display: none !important;
}
@media (min-width: 600.02px) and (min-height: 600.02px) {
  .resumable-inquiry-panel { max-width: 400px; max-height: 650px }
}
`

export function createOverlay(): Overlay {
  let backdrop: HTMLElement | undefined
  let panel: HTMLElement | undefined
  let removeStyles: (() => void) | undefined
  let front: HTMLElement | undefined
  let pageLock: PageLock | undefined

  const focus = () => {
    if (panel === undefined) front?.querySelector('iframe')?.focus()
    else if (!panel.contains(document.activeElement)) panel.focus({ preventScroll: true })
  }
  const lock = (element: HTMLElement) => {
    front = element
    pageLock ??= lockPage(element, focus)
  }
  const hide = () => {
    backdrop?.remove()
    removeStyles?.()
    backdrop = panel = removeStyles = undefined
  }

  return {
    get element() {
      return panel
    },
    show(options, text) {
      if (backdrop !== undefined) return
      removeStyles = adoptStyles(styles)
      panel = createPanel(options)
      showDefaultContent(panel, text)
      backdrop = document.createElement('div')
      backdrop.className = 'resumable-inquiry-backdrop'
      backdrop.append(panel)
      document.body.append(backdrop)
      lock(backdrop)
    },
    focus,
    hide,
    lock,
    release() {
      hide()
      pageLock?.release()
      pageLock = front = undefined
    },
  }
}

function createPanel({
  iframeTitle = 'Verify your identity',
  styleVariant,
  frameWidth,
  frameHeight,
}: OverlayOptions): HTMLElement {
  const panel = document.createElement('div')
  panel.className = 'resumable-inquiry-panel'
  panel.tabIndex = -1
  panel.role = 'dialog'
  panel.ariaModal = 'true'
  panel.ariaLabel = iframeTitle
  panel.style.maxWidth = toLength(frameWidth)
  panel.style.maxHeight = toLength(frameHeight)
  // The widget is light unless it is told otherwise, whatever the page is.
  panel.dataset['colorScheme'] = styleVariant === 'dark' ? 'dark' : 'light'
  return panel
}

function toLength(value: string | number | undefined): string {
  return typeof value === 'number' ? `${value}px` : (value ?? '')
}
