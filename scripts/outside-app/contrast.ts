/** Red, green and blue of 0 to 255, and alpha of 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number]

/** An element's background, and the opacity of the element with all that is in it, 0 to 1. */
export interface Layer {
  readonly background: Color
  readonly opacity: number
}

const WHITE: Color = [255, 255, 255, 1]
const NOTHING: Color = [0, 0, 0, 0]

/** Returns the WCAG contrast, 1 to 21, of a color with the layers behind it, outermost first. */
export function contrastOn(layers: readonly Layer[], color: Color): number {
  const one = luminance(paint(layers, color, WHITE))
  const other = luminance(paint(layers, NOTHING, WHITE))
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

/** Returns the WCAG relative luminance, 0 to 1, of a color without its alpha. */
export function luminance([red, green, blue]: Color): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(channel: number): number {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

/** Paints the layers on what is below them, and the color on the innermost. */
function paint([layer, ...inner]: readonly Layer[], color: Color, below: Color): Color {
  if (layer === undefined) return mix(color, below, color[3])
  const { background, opacity } = layer
  return mix(paint(inner, color, mix(background, below, background[3])), below, opacity)
}

/** Mixes a part of one color, 0 to 1, into an opaque one. */
function mix(top: Color, below: Color, part: number): Color {
  const channel = (index: 0 | 1 | 2) => top[index] * part + below[index] * (1 - part)
  return [channel(0), channel(1), channel(2), 1]
}
