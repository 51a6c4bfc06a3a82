/** Passes an event on to the SDK, in a form that it can bear, or answers `undefined` to keep it. */
export type MessageFilter = (event: MessageEvent) => MessageEvent | undefined

/**
 * Constructs something that listens to the window's messages, and puts a filter before its ears.
 *
 * The SDK's own filter lets forged messages through and throws on malformed ones. Stopping them on
 * their way would take them from the host's listeners too; so the SDK's listener is caught while it
 * is being registered, and ours, which asks the filter first, is registered in its place.
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
