import { useEffect, useState } from 'react'

export type ErrorModule = typeof import('./error-content.tsx')

let loaded: ErrorModule | undefined

/** Loads the content of errors. */
export async function loadErrorContent(): Promise<void> {
  try {
    loaded ??= await import('./error-content.tsx')
  } catch {
    // An error is then shown in general words.
  }
}

/** Loads the content of errors before it is needed, or else with an error, and returns it then. */
export function useErrorModule(isError: boolean): ErrorModule | undefined {
  const [module, setModule] = useState(loaded)
  useEffect(() => {
    if (module === undefined || isError) void loadErrorContent().then(() => setModule(loaded))
  }, [module, isError])
  return module
}
