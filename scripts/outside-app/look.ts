import { type Color, contrastOn, type Layer, luminance } from './contrast.ts'

export type ColorScheme = 'light' | 'dark'

/** Something that must be visible, and the layers that it is painted on, outermost first. */
export interface Shown {
  readonly name: string
  readonly color: Color
  readonly layers: readonly Layer[]
}

/** The colors of a panel, as the browser computed them. */
export interface Look {
  readonly panel: Shown
  readonly colorScheme: string
  readonly texts: readonly Shown[]
  /** The painted shapes of the default look. */
  readonly shapes: Readonly<Partial<Record<'spinner' | 'icon' | 'primary button', Shown>>>
}

/** What a panel has to look like. */
export interface Expectation {
  readonly colorScheme: ColorScheme
  readonly shapes: readonly (keyof Look['shapes'])[]
  /** The least contrast that a shape has with what is behind it, 1 to 21. */
  readonly shapeContrast: number
}

/** Returns a sentence for each fault of a look. */
export function faultsOf(look: Look, expected: Expectation): string[] {
  const { panel, texts, shapes } = look
  const faults: string[] = []
  const isOpaque = panel.color[3] === 1 && panel.layers.every(({ opacity }) => opacity === 1)
  if (!isOpaque) faults.push(`the panel is not opaque: rgba(${panel.color.join(' ')})`)
  if ((luminance(panel.color) > 0.5 ? 'light' : 'dark') !== expected.colorScheme) {
    faults.push(`the panel is not ${expected.colorScheme}: rgba(${panel.color.join(' ')})`)
  }
  if (look.colorScheme !== expected.colorScheme) {
    faults.push(`the panel's color-scheme is ${look.colorScheme}`)
  }
  if (texts.length === 0) faults.push('there is no text')
  for (const text of texts) demand(text, 4.5)
  for (const name of expected.shapes) {
    const shape = shapes[name]
    if (shape === undefined) faults.push(`there is no ${name}`)
    else demand(shape, expected.shapeContrast)
  }
  return faults

  function demand({ name, color, layers }: Shown, least: number) {
    const contrast = contrastOn(layers, color)
    if (contrast < least) faults.push(`"${name}" has a contrast of ${contrast.toFixed(2)}`)
  }
}

/** Reads the colors of the panel. Runs in the page, so it can use nothing else of this file. */
export function readLook(): Look {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const panel = document.querySelector('.resumable-inquiry-panel')
  if (canvas === null || panel === null) throw new Error('There is no panel.')

  const toColor = (css: string): Color => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = css
    canvas.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  }
  const layersOf = (element: Element | null): Layer[] => {
    if (element === null) return []
    const { backgroundColor, opacity } = getComputedStyle(element)
    const layer = { background: toColor(backgroundColor), opacity: Number(opacity) }
    return [...layersOf(element.parentElement), layer]
  }

  const texts = [...panel.querySelectorAll('*')]
    .filter(
      (element) =>
        element.checkVisibility() &&
        [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
        ),
    )
    .map((element) => ({
      name: element.textContent ?? '',
      color: toColor(getComputedStyle(element).color),
      layers: layersOf(element),
    }))

  const shapes: Partial<Record<keyof Look['shapes'], Shown>> = {}
  const spinner = panel.querySelector('.resumable-inquiry-spinner')
  if (spinner && getComputedStyle(spinner).borderTopWidth !== '0px') {
    const color = toColor(getComputedStyle(spinner).borderTopColor)
    shapes.spinner = { name: 'spinner', color, layers: layersOf(spinner) }
  }
  const icon = panel.querySelector('.resumable-inquiry-icon')
  const drawing = icon?.querySelector('svg')
  if (icon && drawing && getComputedStyle(drawing).stroke !== 'none') {
    const layers = layersOf(icon)
    const { content, backgroundColor, opacity } = getComputedStyle(icon, '::before')
    if (content !== 'none') {
      const [red, green, blue, alpha] = toColor(backgroundColor)
      layers.push({ background: [red, green, blue, alpha * Number(opacity)], opacity: 1 })
    }
    const color = toColor(getComputedStyle(drawing).stroke)
    shapes.icon = { name: 'icon', color, layers }
  }
  const primary = panel.querySelector('[data-emphasis=strong]')
  if (primary) {
    const color = toColor(getComputedStyle(primary).backgroundColor)
    if (color[3] > 0) {
      const layers = layersOf(primary.parentElement)
      shapes['primary button'] = { name: 'primary button', color, layers }
    }
  }

  const { backgroundColor, colorScheme } = getComputedStyle(panel)
  return {
    panel: { name: 'panel', color: toColor(backgroundColor), layers: layersOf(panel) },
    colorScheme,
    texts,
    shapes,
  }
}
