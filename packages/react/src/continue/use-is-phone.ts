import { useSyncExternalStore } from 'react'

/** Touch, and a screen that is small in one direction. It is a hint: a narrow window may match it. */
const phone = '(pointer: coarse) and (max-width: 600px), (pointer: coarse) and (max-height: 600px)'

/** Returns whether the person seems to be on a phone. No server can tell. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => getQuery()?.matches ?? false,
    () => false,
  )
}

function subscribe(onChange: () => void): () => void {
  const query = getQuery()
  query?.addEventListener('change', onChange)
  return () => query?.removeEventListener('change', onChange)
}

/** Returns nothing where there is no layout, as in jsdom. */
function getQuery(): MediaQueryList | undefined {
  return typeof matchMedia === 'undefined' ? undefined : matchMedia(phone)
}
