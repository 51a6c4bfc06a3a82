import type { PersonaSdk } from './load-sdk.ts'

/** Opens the connection to an origin ahead of use. Returns a function that removes the hint. */
export function preconnect(origin: string): () => void {
  const link = document.createElement('link')
  link.rel = 'preconnect'
  link.href = origin
  document.head.append(link)
  return () => link.remove()
}

/**
 * Loads the widget's assets into the browser's cache, in a hidden iframe of the SDK.
 *
 * The SDK removes its iframe once it has loaded, and never where it does not load. The signal removes
 * it in any case.
 */
export function preload(
  sdk: PersonaSdk,
  customHost: string | undefined,
  signal: AbortSignal,
): void {
  const before = new Set(document.body.children)
  void sdk.Client.preload(customHost)
  const added = [...document.body.children].filter((element) => !before.has(element))
  signal.addEventListener(
    'abort',
    () => {
      for (const element of added) element.remove()
    },
    { once: true },
  )
}
