declare const process: { env: { NODE_ENV?: string } }

let close: (() => void) | undefined

/**
 * Takes the page for one modal flow and closes the one that had it: two live modal widgets share
 * style ids, and destroying one undresses the other. Answers how to give the page back.
 */
export function takePage(closeThis: () => void): () => void {
  if (close !== undefined) {
    warn(
      'A second modal inquiry was opened while one was open, and there is room for one: the first was closed. Open them one after the other.',
    )
    close()
  }
  close = closeThis
  return () => {
    if (close === closeThis) close = undefined
  }
}

function warn(message: string): void {
  try {
    if (process.env.NODE_ENV === 'production') return
  } catch {
    // No bundler has put the environment in: nobody says that this is development.
    return
  }
  console.warn(`[resumable-inquiry] ${message}`)
}
