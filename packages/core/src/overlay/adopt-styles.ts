/**
 * Adds styles to the document. A constructed sheet needs no nonce under a strict policy for styles;
 * Safari before 16.4 and jsdom get a `<style>` element.
 *
 * @returns a function that removes them.
 */
export function adoptStyles(styles: string, nonce: string | undefined): () => void {
  if (!('adoptedStyleSheets' in document)) return appendStyles(styles, nonce)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}

function appendStyles(styles: string, nonce: string | undefined): () => void {
  const element = document.createElement('style')
  if (nonce !== undefined) element.nonce = nonce
  element.textContent = styles
  document.head.append(element)
  return () => element.remove()
}
