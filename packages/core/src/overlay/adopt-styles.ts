/**
 * Adds styles to the document. A constructed sheet needs no nonce under a strict policy for styles.
 *
 * @returns a function that removes them.
 */
export function adoptStyles(styles: string): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}
