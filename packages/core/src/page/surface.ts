import { adoptStyles } from './adopt-styles.ts'
import { type PageLock, lockPage } from './lock-page.ts'
import type { WidgetOptions } from '../frame/widget-options.ts'

/** What a surface takes over from the widget: its name, its colors, its size. */
export type SurfaceOptions = Pick<
  WidgetOptions,
  'iframeTitle' | 'styleVariant' | 'frameWidth' | 'frameHeight'
>

/**
 * Our own cover of the page: behind a modal flow, and instead of it while there is no widget to show.
 *
 * It has the place, the size and the colors of the widget's frame, so that one stands in for the
 * other without a gap.
 */
export interface Surface {
  /** Where something can be shown, while the page is covered. */
  readonly panel: HTMLElement | undefined
  /** Locks the page behind the widget. */
  lock(front: HTMLElement): void
  /** Covers the page, and locks it. */
  cover(options: SurfaceOptions): void
  /** Puts the focus into the panel, or into the widget where there is no panel. */
  takeFocus(): void
  /** Takes the cover away, and leaves the page locked behind the widget. */
  uncover(): void
  /** Gives the page back. */
  release(): void
}

// What a page says of its headings, texts and buttons suits its own background, not the panel's. The
// rules for them are as weak as a page's own, so that classes go first.
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

export function createSurface(): Surface {
  let backdrop: HTMLElement | undefined
  let panel: HTMLElement | undefined
  let removeStyles: (() => void) | undefined
  let front: HTMLElement | undefined
  let pageLock: PageLock | undefined

  const takeFocus = () => {
    if (panel === undefined) front?.querySelector('iframe')?.focus()
    else if (!panel.contains(document.activeElement)) panel.focus({ preventScroll: true })
  }
  const lock = (element: HTMLElement) => {
    front = element
    pageLock ??= lockPage(element, takeFocus)
  }
  const uncover = () => {
    backdrop?.remove()
    removeStyles?.()
    backdrop = panel = removeStyles = undefined
  }

  return {
    get panel() {
      return panel
    },
    lock,
    cover(options) {
      if (backdrop !== undefined) return
      removeStyles = adoptStyles(styles)
      panel = createPanel(options)
      backdrop = document.createElement('div')
      backdrop.className = 'resumable-inquiry-backdrop'
      backdrop.append(panel)
      document.body.append(backdrop)
      lock(backdrop)
    },
    takeFocus,
    uncover,
    release() {
      uncover()
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
}: SurfaceOptions): HTMLElement {
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
