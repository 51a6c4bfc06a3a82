/** Lets the browser open its connection to an origin before it is needed. Answers how to undo it. */
export function preconnect(origin: string): () => void {
  const link = document.createElement('link')
  link.rel = 'preconnect'
  link.href = origin
  document.head.append(link)
  return () => link.remove()
}
