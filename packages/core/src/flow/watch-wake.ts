import { now } from '../clock.ts'

/** What a flow is told when the person comes back. */
export interface WakeListener {
  /** The page is visible again and online; it was hidden for so many milliseconds. */
  onWake(hiddenFor: number): void
  onOnline(): void
}

/** Watches the page going to sleep and waking up. Answers how to stop. */
export function watchWake({ onWake, onOnline }: WakeListener): () => void {
  let hiddenSince: number | undefined
  let awaitsConnection: number | undefined

  const onHidden = () => {
    hiddenSince ??= now()
  }
  const onVisible = () => {
    if (hiddenSince === undefined) return
    const hiddenFor = now() - hiddenSince
    hiddenSince = undefined
    if (navigator.onLine) onWake(hiddenFor)
    else awaitsConnection = hiddenFor
  }
  const onVisibilityChange = () => {
    if (document.visibilityState === 'hidden') onHidden()
    else onVisible()
  }
  const onConnection = () => {
    onOnline()
    if (awaitsConnection === undefined) return
    const hiddenFor = awaitsConnection
    awaitsConnection = undefined
    onWake(hiddenFor)
  }

  document.addEventListener('visibilitychange', onVisibilityChange)
  window.addEventListener('pagehide', onHidden)
  window.addEventListener('pageshow', onVisible)
  window.addEventListener('online', onConnection)
  return () => {
    document.removeEventListener('visibilitychange', onVisibilityChange)
    window.removeEventListener('pagehide', onHidden)
    window.removeEventListener('pageshow', onVisible)
    window.removeEventListener('online', onConnection)
  }
}
