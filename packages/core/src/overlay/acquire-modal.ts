import { warnOnce } from '../development.ts'

let closeCurrent: (() => void) | undefined

/**
 * Takes the page for one modal flow, and closes the flow that had it: two live modal widgets share
 * style ids, and destroying one removes the styles of the other.
 *
 * @param close closes this flow when another one takes the page.
 * @returns a function that releases the page.
 */
export function acquireModal(close: () => void): () => void {
  if (closeCurrent !== undefined) {
    warnOnce(
      'A second modal inquiry was opened while one was open, and there is room for one: the first was closed. Open them one after the other.',
    )
    closeCurrent()
  }
  closeCurrent = close
  return () => {
    if (closeCurrent === close) closeCurrent = undefined
  }
}
