import { html, nothing } from 'lit-html'
import { formatDateAndTime } from '../clock.js'
import { humanize, inquiryLink, statusCode } from '../parts/badges.js'
import { copyButton } from '../parts/copy-button.js'
import { icon } from '../parts/icons.js'
import { factList } from '../parts/lists.js'
import { addressOf } from '../route.js'

/** @param {import('../state.js').State} state */
export function requestPanel({ request, route }) {
  const back = html`<a class="back" href=${addressOf('requests')}>${icon('back')} Requests</a>`
  if (request === 'unknown') {
    return html`${back}
      <div class="empty">
        <p><strong>This request is gone</strong></p>
        <p>Only the latest 500 are kept.</p>
      </div>`
  }
  if (request === null || request.id !== route.id) return back
  const { id, method, path, query, inquiryId, operation, at, milliseconds, response } = request
  return html`${back}
    <header class="detail-head">
      <div>
        <h1 class="mono request-title">${statusCode(request)} ${method} ${path}</h1>
        <p class="faint">
          <span>${humanize(operation)}</span>
          <time datetime=${at}>${formatDateAndTime(at)}</time>
          ${milliseconds === null ? nothing : html`<span>${milliseconds.toFixed(1)} ms</span>`}
        </p>
      </div>
    </header>
    <section class="card">
      ${factList([
        ['Request id', html`${id} ${copyButton(id, 'the request id')}`, true],
        ['Inquiry', inquiryId && inquiryLink(inquiryId)],
        ['Query', query || null, true],
      ])}
    </section>
    ${message('Request', request.request)}
    ${
      response === null
        ? html`<section class="card">
            <h2>Response</h2>
            <p class="hint">
              ${milliseconds === null ? 'None so far.' : 'None: the connection was reset.'}
            </p>
          </section>`
        : message('Response', response)
    }`
}

/**
 * @param {string} title
 * @param {import('../records.ts').MessageRecord} message
 */
function message(title, { headers, body }) {
  const all = Object.entries(headers)
  return html`<section class="card">
    <h2>${title}</h2>
    <details class="headers">
      <summary>${all.length} headers</summary>
      ${factList(all.map(([name, value]) => [html`<span class="mono">${name}</span>`, value, true]))}
    </details>
    ${body === null ? html`<p class="hint">No body.</p>` : bodyView(body, `${title} body`)}
  </section>`
}

const piece = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi

/**
 * Shows a body, formatted and colored if it is JSON.
 *
 * @param {string} text
 * @param {string} label
 */
function bodyView(text, label) {
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
