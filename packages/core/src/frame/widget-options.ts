import type { ClientOptions } from 'persona'

/** Options of the SDK that are the host's to give. */
export type PassedOptions = Pick<
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
export type WidgetOptions = {
  readonly [Name in keyof PassedOptions]?: PassedOptions[Name] | undefined
}
