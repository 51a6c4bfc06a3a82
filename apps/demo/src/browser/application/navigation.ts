import { useSyncExternalStore } from 'react'
import { report } from '../playground-messages.ts'

/** The bank's pages. */
export const paths = { overview: '/app', customUi: '/app/custom-ui' } as const

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
    location.pathname === paths.customUi ? paths.customUi : paths.overview,
  )
}

/** Reports the page to the playground, which shows it in the address bar. */
export function reportPath(path: Path): void {
  report({ kind: 'path', path })
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(navigated, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(navigated, listener)
  }
}
