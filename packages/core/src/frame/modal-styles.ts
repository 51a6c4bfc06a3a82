// The SDK adds its styles in two <style> elements with these ids, keeps existing ones, and removes
// them in destroy(). A page that allows only styles with a nonce blocks the SDK's own, so equivalent
// ones with the nonce are inserted at each boot.
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

/** Inserts the SDK's overlay styles with a nonce. Call it before a client is created. */
export function insertOverlayStyles(nonce: string): void {
  insertStyles(overlayStyleId, nonce, overlayStyles)
}

/**
 * Prevents the SDK from adding its page styles. They lock scrolling, as the overlay does, and on a small
 * screen hide all of the body but the SDK's container, which is inside of the overlay's dialog. Call it
 * before each opening of a client.
 */
export function preventPageStyles(): void {
  insertPlaceholder(pageStyleId)
}

/**
 * Inserts placeholders for the style elements that `destroy()` removes. The SDK warns in the console
 * where one is missing, as after a completed flow.
 */
export function insertStylePlaceholders(): void {
  insertPlaceholder(overlayStyleId)
  insertPlaceholder(pageStyleId)
}

/** Removes the style elements that the SDK may have left. */
export function removeStyles(): void {
  document.getElementById(overlayStyleId)?.remove()
  document.getElementById(pageStyleId)?.remove()
}

function insertPlaceholder(id: string): void {
  if (document.getElementById(id)) return
  const placeholder = document.createElement('template')
  placeholder.id = id
  document.head.append(placeholder)
}

function insertStyles(id: string, nonce: string, styles: string): void {
  const element = document.createElement('style')
  element.id = id
  element.nonce = nonce
  element.textContent = styles
  document.head.append(element)
}
