import { type ComponentType, useEffect, useState } from 'react'
import type { ErrorContentProps } from './error-content.tsx'

let loaded: ComponentType<ErrorContentProps> | undefined

/** Loads the content of errors, before it is needed. */
export async function loadErrorContent(): Promise<void> {
  try {
    loaded ??= (await import('./error-content.tsx')).ErrorContent
  } catch {
    // An error is then shown in general words.
  }
}

/** Returns the content of errors, once it is loaded. */
export function useErrorContent(): ComponentType<ErrorContentProps> | undefined {
  const [Content, setContent] = useState(() => loaded)
  useEffect(() => {
    if (Content === undefined) void loadErrorContent().then(() => setContent(() => loaded))
  }, [Content])
  return Content
}
