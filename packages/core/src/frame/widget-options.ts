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

/** Returns the CSS length of a frame's width or height, of which a number is in pixels. */
export function toLength(value: string | number | undefined): string {
  return typeof value === 'number' ? `${value}px` : (value ?? '')
}
