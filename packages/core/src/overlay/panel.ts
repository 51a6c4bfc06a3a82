import type { WidgetOptions } from '../frame/widget-options.ts'

/** What the panel has in common with the widget: its colors and its size. */
export type PanelOptions = Pick<WidgetOptions, 'styleVariant' | 'frameWidth' | 'frameHeight'>

/** What a panel says, and the buttons that it has. */
export interface PanelContent {
  readonly text: string
  /** Whether the person is to wait. */
  readonly isWaiting: boolean
  /** Labels of its buttons. One without a label is not shown. */
  readonly retry?: string | undefined
  readonly cancel?: string | undefined
}

/** A panel, and what it shows unless the host has content of its own. */
export interface Panel {
  readonly element: HTMLElement
  setContent(content: PanelContent): void
}

/** Name of the widget where the host sets no `iframeTitle`. */
export const defaultTitle = 'Verify your identity'

// A page's own rules for headings, paragraphs and buttons suit its background, not the panel's. The
// rules that replace them are as weak, so that any class still overrides them. What is hidden comes
// last: to the jsdom of Jest any later rule is the stronger one.
export const panelStyles: string = `
.resumable-inquiry-panel {
  box-sizing: border-box; overflow: auto; border-radius: var(--resumable-inquiry-radius, 4px);
  color-scheme: light; background: ${surface('light')}; color: #12151f;
}
.resumable-inquiry-panel[data-color-scheme='dark'] {
  color-scheme: dark; background: ${surface('dark')}; color: #f1f3f8;
}
:where(.resumable-inquiry-content) :is(h2, p) { color: inherit }
:where(.resumable-inquiry-content) button { background: ButtonFace; color: ButtonText }
:where(.resumable-inquiry-default) {
  box-sizing: border-box; display: grid; place-content: center; min-height: 100%; padding: 24px;
  font: 16px/1.5 var(--resumable-inquiry-font, system-ui, sans-serif); text-align: center;
}
:where(.resumable-inquiry-default) p { margin: 0 }
:where(.resumable-inquiry-default .resumable-inquiry-spinner) {
  box-sizing: border-box; width: 40px; height: 40px; margin: 0 auto 20px;
  border: 3px solid; border-top-color: transparent; border-radius: 50%;
  animation: resumable-inquiry-default 0.9s linear infinite;
}
@keyframes resumable-inquiry-default { to { transform: rotate(360deg) } }
@media (prefers-reduced-motion: reduce) {
  :where(.resumable-inquiry-default .resumable-inquiry-spinner) { animation-duration: 4s }
}
.resumable-inquiry-panel[data-content='custom'] > .resumable-inquiry-default,
.resumable-inquiry-panel[data-content='slot'] .resumable-inquiry-default > :last-child,
.resumable-inquiry-panel:not([data-content]) > :not(.resumable-inquiry-default) {
  display: none !important;
}
.resumable-inquiry-panel[data-content='slot'] > .resumable-inquiry-default {
  position: absolute; clip-path: inset(50%);
}
`

/**
 * Creates a panel. Its styles hide its own content while the host shows content instead: all of it, or
 * all but the text that is announced.
 *
 * @param onAction is called with the `data-action` of a button that is pressed.
 */
export function createPanel(
  { styleVariant, frameWidth, frameHeight }: PanelOptions,
  onAction: (action: string) => void,
): Panel {
  const element = createElement('div', 'panel')
  element.style.maxWidth = toLength(frameWidth)
  element.style.maxHeight = toLength(frameHeight)
  element.dataset['colorScheme'] = styleVariant === 'dark' ? 'dark' : 'light'

  const spinner = createElement('div', 'spinner')
  spinner.setAttribute('aria-hidden', 'true')
  const status = createElement('p', 'text')
  status.setAttribute('role', 'status')
  const body = createElement('div', 'body')
  body.append(spinner, status)
  const actions = createElement('div', 'actions')
  const content = createElement('div', 'content resumable-inquiry-default')
  content.append(body, actions)
  element.append(content)

  const createButton = (action: 'retry' | 'cancel') => {
    const button = createElement('button', 'button')
    button.type = 'button'
    button.dataset['action'] = action
    button.addEventListener('click', () => onAction(action))
    return (label = '') => {
      button.textContent = label
      if (label !== '') {
        if (button.parentNode === null) actions.prepend(button)
        return
      }
      const hadFocus = button.matches(':focus')
      button.remove()
      if (hadFocus) element.focus({ preventScroll: true })
    }
  }
  const labelRetry = createButton('retry')
  const labelCancel = createButton('cancel')

  return {
    element,
    setContent({ text, isWaiting, retry, cancel }) {
      content.dataset['kind'] = isWaiting ? 'loading' : 'error'
      spinner.hidden = !isWaiting
      labelCancel(cancel)
      labelRetry(retry)
      // A live region is announced when its text changes, not when it comes with one.
      requestAnimationFrame(() => {
        if (status.textContent !== text) status.textContent = text
      })
    },
  }
}

function createElement<Name extends 'div' | 'p' | 'button'>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.className = `resumable-inquiry-${className}`
  return element
}

/**
 * Adds styles to the document, or to a shadow tree. A constructed sheet needs no nonce under a strict policy for styles;
 * Safari before 16.4 and jsdom get a `<style>` element.
 *
 * @returns a function that removes them.
 */
export function adoptStyles(
  styles: string,
  nonce: string | undefined,
  root: Document | ShadowRoot = document,
): () => void {
  if (!('adoptedStyleSheets' in root)) return appendStyles(styles, nonce, root)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}

function appendStyles(
  styles: string,
  nonce: string | undefined,
  root: Document | ShadowRoot,
): () => void {
  const element = document.createElement('style')
  if (nonce !== undefined) element.nonce = nonce
  element.textContent = styles
  if (root instanceof ShadowRoot) root.append(element)
  else root.head.append(element)
  return () => element.remove()
}

/** Returns the CSS length of a frame's width or height, of which a number is in pixels. */
export function toLength(value: string | number | undefined): string {
  return typeof value === 'number' ? `${value}px` : (value ?? '')
}

/**
 * Returns styles with the look of the SDK's modal, for its elements or for others in their place.
 * The values are those of `persona` 5.9.0.
 *
 * @param backdrop selects the element that covers the page.
 * @param frame selects the element in its middle.
 */
export function modalStyles(backdrop: string, frame: string): string {
  return `
${backdrop} {
  position: fixed; inset: 0; z-index: 9999;
  background: var(--resumable-inquiry-backdrop, rgb(0 0 0 / 70%));
}
${frame} {
  position: absolute; inset: 0; width: 100%; height: 100%; margin: auto; border: 0;
  border-radius: 4px; box-shadow: 0 12px 40px 2px rgb(0 0 0 / 40%);
}
@media (min-width: 600.02px) and (min-height: 600.02px) {
  ${frame} { max-width: 400px; max-height: 650px }
}
`
}

/**
 * Returns the background of the panel, and of the frame until the widget has painted its own. The
 * widget is light unless it is told otherwise, whatever the page is.
 */
export function surface(styleVariant: WidgetOptions['styleVariant']): string {
  return `var(--resumable-inquiry-surface, ${styleVariant === 'dark' ? '#14161b' : '#fff'})`
}
