import { useSyncExternalStore } from 'react'
import { report } from '../stage-messages.ts'

/** The bank's pages. */
export const paths = { overview: '/app', ownInterface: '/app/own-interface' } as const

export type Path = (typeof paths)[keyof typeof paths]

const changed = 'harbor-navigated'

/** Goes to another of the bank's pages. */
export function navigate(path: Path): void {
  history.pushState(null, '', path)
  window.dispatchEvent(new Event(changed))
}

/** The page that the address names. */
export function usePath(): Path {
  return useSyncExternalStore(subscribe, () =>
    location.pathname === paths.ownInterface ? paths.ownInterface : paths.overview,
  )
}

/** Tells the panel where the bank is, so that the address bar can follow. */
export function reportPath(path: Path): void {
  report({ kind: 'path', path })
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}
