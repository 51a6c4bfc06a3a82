import type { ClientOptions } from 'persona'

/**
 * Options that are passed to the SDK as they are. Their meaning is Persona's.
 *
 * @see https://docs.withpersona.com/embedded-flow-parameters
 */
export interface WidgetOptions {
  /**
   * Host of the widget, without a protocol: your organization's own domain, or `localhost:PORT` for the
   * emulator. @default Persona's host
   */
  readonly customHost?: ClientOptions['customHost'] | undefined
  /**
   * Origins of all pages around the page with the flow, such as `https://shop.example`. Required where
   * that page is itself in an iframe.
   */
  readonly frameAncestors?: ClientOptions['frameAncestors'] | undefined
  /** Largest height of the widget, as a CSS length. @default 650px in front of a page */
  readonly frameHeight?: ClientOptions['frameHeight'] | undefined
  /** Largest width of the widget, as a CSS length. At most 768px. @default 400px in front of a page */
  readonly frameWidth?: ClientOptions['frameWidth'] | undefined
  /** Name of the widget, for screen readers. @default 'Verify your identity' */
  readonly iframeTitle?: ClientOptions['iframeTitle'] | undefined
  /** Language of the widget, such as `de` or `pt-BR`. */
  readonly language?: ClientOptions['language'] | undefined
  /**
   * Origin that the widget sends its messages to. Required where the page with the flow is itself in an
   * iframe: the origin of that page.
   */
  readonly messageTargetOrigin?: ClientOptions['messageTargetOrigin'] | undefined
  /** Pixels around the widget's navigation. Inline flows only. */
  readonly navigationPadding?: ClientOptions['navigationPadding'] | undefined
  /**
   * Country that Persona's requests are routed to, such as `DE`. The first request is faster where it is
   * right, and slower where it is wrong. @default Persona finds it
   */
  readonly routingCountry?: ClientOptions['routingCountry'] | undefined
  /**
   * Values of the iframe's `sandbox` attribute besides those that the widget cannot do without. By
   * default Persona allows forms, modals, and links out of the frame that the person clicks.
   */
  readonly sandboxAttributes?: ClientOptions['sandboxAttributes'] | undefined
  /** When the widget uses Persona's mode for an outage of its servers. */
  readonly serverOutageMode?: ClientOptions['serverOutageMode'] | undefined
  /** Variant of the theme: `base` is light, `dark` is dark, for the widget and the overlay alike. */
  readonly styleVariant?: ClientOptions['styleVariant'] | undefined
  /** The theme set to use, by its id. Persona calls it a preview that may change. */
  readonly themeSetId?: ClientOptions['themeSetId'] | undefined
  /** Pixels around the widget's content. Inline flows only. */
  readonly widgetPadding?: ClientOptions['widgetPadding'] | undefined
}

/** The same options as the SDK takes them. */
export type PassedOptions = Pick<ClientOptions, keyof WidgetOptions>
