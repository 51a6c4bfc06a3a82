import type { ClientOptions } from 'persona'
import { isFinishedInquiryStatus } from '../wire/inquiry-status.ts'
import type { FrameListener, FrameRequest } from './frame.ts'
import { widgetOptions } from './widget-options.ts'

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
