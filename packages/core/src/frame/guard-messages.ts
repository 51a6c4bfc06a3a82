import { isRecord } from '../wire/is-record.ts'
import { defaultOrigin } from './widget-host.ts'

/** Returns the event for the SDK, in a form that it can read, or `undefined` to withhold it. */
export type MessageFilter = (event: MessageEvent) => MessageEvent | undefined

/**
 * Constructs an SDK client whose message listeners get only what the filter returns.
 *
 * The SDK's own filter accepts forged messages and throws on malformed ones. Stopping the events
 * would withhold them from the host's listeners too. So this intercepts the SDK's listener while it
 * is registered, and registers one that filters first in its place.
 *
 * @returns the client, and a function that stops listening.
 */
export function constructGuarded<Constructed>(
  construct: () => Constructed,
  filter: MessageFilter,
): { constructed: Constructed; stop: () => void } {
  const listeners: EventListenerOrEventListenerObject[] = []
  const onMessage = (event: MessageEvent) => {
    const passed = filter(event)
    if (passed === undefined) return
    for (const listener of listeners) {
      if (typeof listener === 'function') listener.call(window, passed)
      else listener.handleEvent(passed)
    }
  }

  const own = Object.getOwnPropertyDescriptor(window, 'addEventListener')
  const register = window.addEventListener
  window.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) => {
    if (type === 'message') listeners.push(listener)
    else register.call(window, type, listener, options)
  }
  let constructed: Constructed
  try {
    constructed = construct()
  } finally {
    if (own) Object.defineProperty(window, 'addEventListener', own)
    else Reflect.deleteProperty(window, 'addEventListener')
  }
  window.addEventListener('message', onMessage)
  return { constructed, stop: () => window.removeEventListener('message', onMessage) }
}

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

/**
 * Returns whether a message may come from `origin`, for a frame that was loaded from `frameOrigin`.
 * Persona may redirect its default host to an organization's subdomain.
 */
export function isTrustedOrigin(origin: string, frameOrigin: string): boolean {
  if (origin === frameOrigin) return true
  return frameOrigin === defaultOrigin && /^https:\/\/([a-z0-9-]+\.)+withpersona\.com$/.test(origin)
}
