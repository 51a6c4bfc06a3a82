import type { ClientOptions } from 'persona'
import { isFinishedInquiryStatus } from '../wire/inquiry-status.ts'
import type { FrameListener, FrameRequest } from './frame.ts'
import type { PassedOptions, WidgetOptions } from './widget-options.ts'

/** Callbacks of the SDK that report to a frame's listener. */
type FrameCallbacks = Required<
  Pick<ClientOptions, 'onReady' | 'onCancel' | 'onComplete' | 'onError' | 'onEvent'>
>

/** Options of the SDK for a frame. */
type FrameClientOptions = Omit<ClientOptions, keyof FrameCallbacks> & FrameCallbacks

/** Returns the SDK's options for a frame. Its callbacks report to the frame's listener. */
export function clientOptions(
  { inquiryId, sessionToken, widget }: FrameRequest,
  listener: FrameListener,
): FrameClientOptions {
  const options: FrameClientOptions = {
    ...widgetOptions(widget),
    inquiryId,
    eventsAllowlist: 'all',
    onReady: () => listener.onReady(),
    onCancel: ({ sessionToken: token }) => listener.onCanceled({ sessionToken: token }),
    onComplete: ({ status, fields }) =>
      listener.onCompleted({
        status: isFinishedInquiryStatus(status) ? status : 'completed',
        fields,
      }),
    onError: (error) =>
      listener.onFailed({ status: error?.status ?? 0, code: error?.code ?? 'unknown' }),
    onEvent: (name, metadata) => listener.onEvent(name, metadata),
  }
  if (sessionToken !== null) options.sessionToken = sessionToken
  return options
}

const names: Record<keyof PassedOptions, true> = {
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
function widgetOptions(options: WidgetOptions): Partial<PassedOptions> {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => Object.hasOwn(names, name) && value !== undefined,
    ),
  )
}
