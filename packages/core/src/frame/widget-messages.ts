import { isRecord } from '../wire/is-record.ts'
import type { MessageFilter } from './guard-messages.ts'
import { isTrustedOrigin } from './widget-host.ts'

/**
 * Returns the filter for the messages of a widget: those from the iframe's own window and origin.
 *
 * @param getIframe returns the widget's iframe, once there is one.
 * @param origin serves the widget.
 */
export function createMessageFilter(
  getIframe: () => HTMLIFrameElement | undefined,
  origin: string,
): MessageFilter {
  return (event) => {
    const { source } = event
    const isOwn = source !== null && source === getIframe()?.contentWindow
    return isOwn && isTrustedOrigin(event.origin, origin) ? readable(event) : undefined
  }
}

/** Returns the event with data that the SDK reads without throwing, or `undefined` for other data. */
function readable(event: MessageEvent): MessageEvent | undefined {
  const { origin, source } = event
  const data: unknown = event.data
  if (!isRecord(data) || typeof data['name'] !== 'string') return undefined
  const metadata = {
    // The SDK reports a failure as a completion, and expects its status here.
    ...(data['name'] === 'fail' && { status: 'failed' }),
    ...(isRecord(data['metadata']) && data['metadata']),
  }
  const copy = new MessageEvent('message', { data: { ...data, metadata }, origin })
  // Firefox refuses to construct an event whose source is a window of another origin.
  Object.defineProperty(copy, 'source', { value: source })
  return copy
}
