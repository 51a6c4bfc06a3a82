import type { ClientOptions } from 'persona'

const names = [
  'customHost',
  'frameAncestors',
  'frameHeight',
  'frameWidth',
  'iframeTitle',
  'language',
  'messageTargetOrigin',
  'navigationPadding',
  'routingCountry',
  'sandboxAttributes',
  'serverOutageMode',
  'styleVariant',
  'themeSetId',
  'widgetPadding',
] as const satisfies readonly (keyof ClientOptions)[]

type Passed = Pick<ClientOptions, (typeof names)[number]>

/**
 * Options that reach the SDK as they are. Their meaning is Persona's.
 *
 * `customHost` is a host without protocol: an organisation's own domain, or `localhost:PORT` for an
 * emulator.
 *
 * @see https://docs.withpersona.com/embedded-flow-parameters
 */
export type WidgetOptions = { readonly [Name in keyof Passed]?: Passed[Name] | undefined }

/** The part of some options that is for the widget. Unset ones are left out. */
export function widgetOptions(options: WidgetOptions): Partial<Passed> {
  const set = names.filter((name) => options[name] !== undefined)
  return Object.fromEntries(set.map((name) => [name, options[name]]))
}
