import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { formatTime } from '../clock.js'
import { addressOf } from '../route.js'
import { statusCode } from './badges.js'

/**
 * @param {readonly import('../../console-records.ts').RequestRow[]} requests
 * @param {string | null} selected
 */
export function requestRows(requests, selected) {
  return html`<ul class="rows requests">
    ${repeat(
      requests,
      ({ id }) => id,
      (row) =>
        html`<li>
          <a
            class="row request"
            href=${addressOf('requests', row.id)}
            aria-current=${row.id === selected ? 'true' : 'false'}
          >
            ${statusCode(row)}
            <span class="method">${row.method}</span>
            <span class="mono path" title=${row.path}>${shorten(row.path)}</span>
            <time datetime=${row.at}>${formatTime(row.at)}</time>
          </a>
        </li>`,
    )}
  </ul>`
}

/**
 * With short ids, so that what is asked for stays visible.
 *
 * @param {string} path
 */
function shorten(path) {
  return path.replace(/\b[a-z]+_\w{16,}(\w{4})/g, '…$1')
}
