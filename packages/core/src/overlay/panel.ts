import type { WidgetOptions } from '../frame/widget-options.ts'
import { showDefaultContent } from './default-content.ts'

/** What the panel has in common with the widget: its name, its colors, its size. */
export type PanelOptions = Pick<
  WidgetOptions,
  'iframeTitle' | 'styleVariant' | 'frameWidth' | 'frameHeight'
>

// A page's own rules for headings, paragraphs and buttons suit its background, not the panel's. The
// rules that replace them are as weak, so that any class still overrides them.
export const panelStyles = `
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
`

/** Creates a panel with the default spinner and a text. The host may show its own content in it. */
export function createPanel(
  { iframeTitle = 'Verify your identity', styleVariant, frameWidth, frameHeight }: PanelOptions,
  text: string,
): HTMLElement {
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
  showDefaultContent(panel, text)
  return panel
}

function toLength(value: string | number | undefined): string {
  return typeof value === 'number' ? `${value}px` : (value ?? '')
}

/** Changes the text beside the default spinner. */
export function setPanelText(panel: HTMLElement, text: string): void {
  const status = panel.querySelector('.resumable-inquiry-default [role=status]')
  if (status !== null) status.textContent = text
}
