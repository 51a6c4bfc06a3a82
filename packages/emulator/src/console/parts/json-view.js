import { html } from 'lit-html'

const piece = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi

/**
 * A body, set out and colored when it is JSON.
 *
 * @param {string} text
 * @param {string} label
 */
export function bodyView(text, label) {
  const json = parse(text)
  return html`<pre class="body" tabindex="0" role="region" aria-label=${label}>
${json === undefined ? text : color(JSON.stringify(json, null, 2))}</pre>`
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @param {string} text */
function color(text) {
  const parts = []
  let end = 0
  for (const match of text.matchAll(piece)) {
    const [whole, string, colon] = match
    const kind = string === undefined ? 'literal' : colon === undefined ? 'string' : 'key'
    parts.push(text.slice(end, match.index), html`<span class="json-${kind}">${whole}</span>`)
    end = match.index + whole.length
  }
  return [...parts, text.slice(end)]
}
