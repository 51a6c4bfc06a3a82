declare global {
  interface Window {
    /** Listeners on the window and the document by type, if the page counts them. */
    listening: Map<string, Set<unknown>>
  }
}

/** Counts the listeners on the window and the document from now on. */
export function countListeners(): void {
  window.listening = new Map()
  for (const [name, target] of [
    ['window', window],
    ['document', document],
  ] as const) {
    const add = target.addEventListener.bind(target)
    const remove = target.removeEventListener.bind(target)
    const setOf = (type: string) => {
      const key = `${name} ${type}`
      const set = window.listening.get(key) ?? new Set()
      window.listening.set(key, set)
      return set
    }
    target.addEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ) => {
      setOf(type).add(listener)
      if (typeof options === 'object') {
        options.signal?.addEventListener('abort', () => setOf(type).delete(listener))
      }
      add(type, listener, options)
    }
    target.removeEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | EventListenerOptions,
    ) => {
      setOf(type).delete(listener)
      remove(type, listener, options)
    }
  }
}
