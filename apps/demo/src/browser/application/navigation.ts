import { useSyncExternalStore } from 'react'

/** The bank's pages. */
export const paths = { overview: '/app', transferLimit: '/app/transfer-limit' } as const

export type Path = (typeof paths)[keyof typeof paths]

const navigated = 'harbor-navigated'

/** Navigates to a page of the bank. */
export function navigate(path: Path): void {
  history.pushState(null, '', path)
  window.dispatchEvent(new Event(navigated))
}

/** Returns the current page. */
export function usePath(): Path {
  return useSyncExternalStore(subscribe, () =>
    location.pathname === paths.transferLimit ? paths.transferLimit : paths.overview,
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(navigated, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(navigated, listener)
  }
}
