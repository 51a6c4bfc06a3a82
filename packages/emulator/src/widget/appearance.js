/** @import { Padding, Parameters } from './parameters.js' */

/**
 * Applies the SDK's style options: light or dark, and how the page is presented.
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
