import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { act } from '../actions.js'
import { formatAge, formatDateAndTime, formatDuration, now } from '../clock.js'
import { badge, humanize, inquiryLink } from '../parts/badges.js'
import { listEnd, searchBox } from '../parts/lists.js'

/** @param {import('../state.js').State} state */
export function sessionsPanel({ sessions, links, search }) {
  if (sessions === null || links === null) {
    return html`<div class="page"><p class="empty" aria-busy="true">Loading …</p></div>`
  }
  const none = search === '' ? 'None yet.' : 'Nothing matches.'
  return html`<div class="page">
    <div class="list-head"><h1>Sessions and links</h1></div>
    ${searchBox('Session or inquiry id')}
    <section class="card">
      <h2>Sessions <span class="count">${sessions.matching.toLocaleString('en')}</span></h2>
      ${
        sessions.rows.length === 0
          ? html`<p class="hint">${none}</p>`
          : sessionTable(sessions.rows, { withInquiry: true })
      }
      ${listEnd(sessions)}
    </section>
    <section class="card">
      <h2>One-time links <span class="count">${links.matching.toLocaleString('en')}</span></h2>
      ${
        links.rows.length === 0
          ? html`<p class="hint">${none}</p>`
          : linkTable(links.rows, { withInquiry: true })
      }
      ${listEnd(links)}
    </section>
  </div>`
}

/** @typedef {import('../records.ts').SessionDetails} SessionDetails */

/**
 * @param {readonly SessionDetails[]} sessions
 * @param {{ withInquiry?: boolean }} [options]
 */
export function sessionTable(sessions, { withInquiry = false } = {}) {
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Sessions">
    <table>
      <thead>
        <tr>
          <th scope="col">Session</th>
          ${withInquiry ? html`<th scope="col">Inquiry</th>` : nothing}
          <th scope="col">Status</th>
          <th scope="col">Made by</th>
          <th scope="col">Made</th>
          <th scope="col">Ends</th>
          <th scope="col">Used</th>
          <th scope="col"><span class="unseen">Actions</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          sessions,
          ({ id }) => id,
          (session) => sessionRow(session, withInquiry),
        )}
      </tbody>
    </table>
  </div>`
}

/**
 * @param {SessionDetails} session
 * @param {boolean} withInquiry
 */
function sessionRow(session, withInquiry) {
  const { id, inquiryId, status, createdBy, createdAt, loadedByWidget, isHandoff } = session
  return html`<tr class=${status === 'expired' ? 'over' : ''}>
    <td class="mono" data-label="Session">${id}</td>
    ${withInquiry ? html`<td data-label="Inquiry">${inquiryLink(inquiryId)}</td>` : nothing}
    <td data-label="Status">${badge(status)}</td>
    <td data-label="Made by">${humanize(createdBy)}${isHandoff ? ', handoff' : ''}</td>
    <td data-label="Made"><time datetime=${createdAt}>${formatAge(createdAt)}</time></td>
    <td data-label="Ends">${end(session)}</td>
    <td data-label="Used">${loadedByWidget === 0 ? 'unused' : used(session)}</td>
    <td class="end" data-label="">
      ${
        status === 'expired'
          ? nothing
          : html`<button
              class="link-button"
              aria-label="Expire session ${id}"
              @click=${() => act('Session expired.', `sessions/${id}/expire`)}
            >
              Expire
            </button>`
      }
    </td>
  </tr>`
}

/** @param {SessionDetails} session */
function end({ status, endedAt, expiresAt, report }) {
  if (status !== 'expired') {
    return html`<span title=${formatDateAndTime(expiresAt)}>
      in ${formatDuration(Date.parse(expiresAt) - now())}
    </span>`
  }
  const time = endedAt ?? expiresAt
  return html`<span title=${formatDateAndTime(time)}>
    ${formatAge(time)}${report === null ? '' : `, ${report}`}
  </span>`
}

/** @param {SessionDetails} session */
function used({ loadedByWidget, openWidgets }) {
  return openWidgets > 0 ? html`<span class="open-now">open now</span>` : `${loadedByWidget} ×`
}

/**
 * @param {readonly import('../records.ts').LinkRecord[]} links
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
                  ? html`<td data-label="Inquiry">${inquiryLink(inquiryId)}</td>`
                  : nothing
              }
              <td data-label="Status">${badge(state)}</td>
              <td data-label="Made"><time datetime=${createdAt}>${formatAge(createdAt)}</time></td>
              <td data-label="Ends">${formatAge(expiresAt)}</td>
              <td data-label="Used">${usedAt === null ? 'unused' : formatAge(usedAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
