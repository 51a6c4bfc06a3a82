import { type ReactElement, useEffect, useState } from 'react'
import type { ErrorContentProps } from './error-content.tsx'

type RenderErrorContent = (props: ErrorContentProps) => ReactElement

let loaded: RenderErrorContent | undefined

/** Loads the content of errors, before it is needed. */
export async function loadErrorContent(): Promise<void> {
  try {
    loaded ??= (await import('./error-content.tsx')).renderErrorContent
  } catch {
    // An error is then shown in general words.
  }
}

/** Returns what renders the content of errors, once it is loaded. */
export function useErrorContent(): RenderErrorContent | undefined {
  const [render, setRender] = useState(() => loaded)
  useEffect(() => {
    if (render === undefined) void loadErrorContent().then(() => setRender(() => loaded))
  }, [render])
  return render
}
