/** @import { Padding, Parameters } from './parameters.js' */

/**
 * Styles the page as the SDK asks: light or dark, in a modal, inline, or alone in its window.
 *
 * @param {Parameters} parameters
 */
export function applyTheme({ styleVariant, isInline, widgetPadding, navigationPadding }) {
  const { dataset, style } = document.documentElement
  if (styleVariant !== null) dataset['styleVariant'] = styleVariant
  dataset['presentation'] = presentation(isInline)
  if (!isInline) return
  setPadding(style, 'widget', widgetPadding)
  setPadding(style, 'navigation', navigationPadding)
}

/** Styles for the SDK's frame, which covers all of a telephone. */
export function frameStyles() {
  return Math.min(screen.width, screen.height) > 600 ? { borderRadius: '16px' } : {}
}

/** @param {boolean} isInline */
function presentation(isInline) {
  if (window.parent === window) return 'page'
  return isInline ? 'inline' : 'embedded'
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {string} name
 * @param {Padding} padding
 */
function setPadding(style, name, padding) {
  for (const [side, pixels] of Object.entries(padding)) {
    if (pixels !== null) style.setProperty(`--${name}-padding-${side}`, `${pixels}px`)
  }
}
