// The SDK brings its styles in two <style> elements with these ids, leaves them alone where they are
// already there, and removes them in destroy(). A page that allows only styles with a nonce blocks
// the SDK's own, so ours, which do the same, stand in for them. They are needed anew at each boot.
const overlayStyleId = 'persona-widget-styles'
const pageStyleId = 'persona-global-styles'

const overlayStyles = `
.persona-widget__overlay { position: fixed; inset: 0; z-index: 9999; background: rgb(0 0 0 / 70%) }
.persona-widget__centered-frame {
  position: absolute; inset: 0; width: 120px; height: 120px; margin: auto; z-index: 1
}
.persona-widget__iframe {
  position: absolute; inset: 0; width: 100%; height: 100%; margin: auto;
  border: 0; border-radius: 4px; background: #fff
}
@media (min-width: 600.02px) and (min-height: 600.02px) {
  .persona-widget__iframe { max-width: 400px; max-height: 650px }
}
`

/** Stands in for the SDK's overlay styles, before a client is made. */
export function insertOverlayStyles(nonce: string): void {
  insertStyles(overlayStyleId, nonce, overlayStyles)
}

/** Stands in for the SDK's page styles, before a client with this container is opened. */
export function insertPageStyles(nonce: string, containerId: string): void {
  insertStyles(
    pageStyleId,
    nonce,
    `
html body { overflow: hidden !important }
@media (max-width: 600px), (max-height: 420px) {
  html body > :not(#${containerId}) { display: none !important }
}
`,
  )
}

/**
 * Lets a client's `destroy()` find what it removes. It warns in the console where there is nothing,
 * which after a completed flow there is not.
 */
export function standInForStyles(): void {
  for (const id of [overlayStyleId, pageStyleId]) {
    if (document.getElementById(id)) continue
    const standIn = document.createElement('template')
    standIn.id = id
    document.head.append(standIn)
  }
}

/** Removes what the SDK may have left. */
export function removeStyles(): void {
  document.getElementById(overlayStyleId)?.remove()
  document.getElementById(pageStyleId)?.remove()
}

function insertStyles(id: string, nonce: string, styles: string): void {
  const element = document.createElement('style')
  element.id = id
  element.nonce = nonce
  element.textContent = styles
  document.head.append(element)
}
