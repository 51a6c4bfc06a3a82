import type { ClientOptions } from 'persona'

type Passed = Pick<
  ClientOptions,
  | 'customHost'
  | 'frameAncestors'
  | 'frameHeight'
  | 'frameWidth'
  | 'iframeTitle'
  | 'language'
  | 'messageTargetOrigin'
  | 'navigationPadding'
  | 'routingCountry'
  | 'sandboxAttributes'
  | 'serverOutageMode'
  | 'styleVariant'
  | 'themeSetId'
  | 'widgetPadding'
>

/**
 * Options that are passed to the SDK as they are. Their meaning is Persona's.
 *
 * `customHost` is a host without protocol: an organization's own domain, or `localhost:PORT` for the
 * emulator.
 *
 * @see https://docs.withpersona.com/embedded-flow-parameters
 */
export type WidgetOptions = { readonly [Name in keyof Passed]?: Passed[Name] | undefined }

const names: Record<keyof Passed, true> = {
  customHost: true,
  frameAncestors: true,
  frameHeight: true,
  frameWidth: true,
  iframeTitle: true,
  language: true,
  messageTargetOrigin: true,
  navigationPadding: true,
  routingCountry: true,
  sandboxAttributes: true,
  serverOutageMode: true,
  styleVariant: true,
  themeSetId: true,
  widgetPadding: true,
}

/** Names of all options of the widget. */
export const widgetOptionNames: readonly string[] = Object.keys(names)

/** Returns the options that are for the widget, without unset ones. */
export function widgetOptions(options: WidgetOptions): Partial<Passed> {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => Object.hasOwn(names, name) && value !== undefined,
    ),
  )
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

/** Returns the CSS length of a frame's width or height, of which a number is in pixels. */
export function toLength(value: string | number | undefined): string {
  return typeof value === 'number' ? `${value}px` : (value ?? '')
}
