import { isHidden, now } from '../deadline.ts'

/** What a flow learns of its page. */
export interface PageListener {
  /** The page is visible again and online, after so many milliseconds of being hidden. */
  onResume(hiddenFor: number): void
  onOnline(): void
}

/** Watches the page being hidden, shown, put into the back-forward cache, and reconnected. */
export function watchPage({ onResume, onOnline }: PageListener): () => void {
  let hiddenSince: number | undefined
  /** How long the page was hidden, while its return waits for the connection. */
  let hiddenUntilOnline: number | undefined

  const onHidden = () => {
    hiddenSince ??= now() - (hiddenUntilOnline ?? 0)
    hiddenUntilOnline = undefined
  }
  const onVisible = () => {
    if (hiddenSince === undefined) return
    const hiddenFor = now() - hiddenSince
    hiddenSince = undefined
    if (navigator.onLine) onResume(hiddenFor)
    else hiddenUntilOnline = hiddenFor
  }
  const onVisibilityChange = () => (isHidden() ? onHidden() : onVisible())
  const onConnection = () => {
    onOnline()
    if (hiddenUntilOnline === undefined) return
    const hiddenFor = hiddenUntilOnline
    hiddenUntilOnline = undefined
    onResume(hiddenFor)
  }

  const watching = new AbortController()
  const { signal } = watching
  document.addEventListener('visibilitychange', onVisibilityChange, { signal })
  window.addEventListener('pagehide', onHidden, { signal })
  window.addEventListener('pageshow', onVisible, { signal })
  window.addEventListener('online', onConnection, { signal })
  return () => watching.abort()
}
