import { html, nothing } from 'lit-html'
import { formatAge, formatDuration, now } from '../clock.js'
import { addressOf } from '../route.js'
import { badge } from './badges.js'

/**
 * @param {readonly import('../../console-records.ts').LinkRecord[]} links
 * @param {{ withInquiry?: boolean }} [options]
 */
export function linkTable(links, { withInquiry = false } = {}) {
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="One-time links">
    <table>
      <thead>
        <tr>
          <th scope="col">Code</th>
          ${withInquiry ? html`<th scope="col">Inquiry</th>` : nothing}
          <th scope="col">Status</th>
          <th scope="col">Made</th>
          <th scope="col">Ends</th>
          <th scope="col">Used</th>
        </tr>
      </thead>
      <tbody>
        ${links.map(
          ({ ending, inquiryId, state, createdAt, expiresAt, usedAt }) =>
            html`<tr class=${state === 'expired' ? 'over' : ''}>
              <td class="mono" data-label="Code">…${ending}</td>
              ${
                withInquiry
                  ? html`<td data-label="Inquiry">
                      <a class="mono" href=${addressOf('inquiries', inquiryId)}>${inquiryId}</a>
                    </td>`
                  : nothing
              }
              <td data-label="Status">${badge(state)}</td>
              <td data-label="Made"><time datetime=${createdAt}>${formatAge(createdAt)}</time></td>
              <td data-label="Ends">
                ${
                  state === 'expired'
                    ? formatAge(expiresAt)
                    : `in ${formatDuration(Date.parse(expiresAt) - now())}`
                }
              </td>
              <td data-label="Used">${usedAt === null ? 'unused' : formatAge(usedAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
