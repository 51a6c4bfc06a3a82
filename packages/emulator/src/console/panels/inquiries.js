import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { formatAge } from '../clock.js'
import { badge, capitalize, humanize } from '../parts/badges.js'
import { icon } from '../parts/icons.js'
import { askForInquiry } from '../parts/dialogs.js'
import { factList, filterChips, listEnd, searchBox } from '../parts/lists.js'
import { addressOf } from '../route.js'
import { inquiryPanel } from './inquiry.js'

/** @typedef {import('../state.js').State} State */

/** @param {State} state */
export function inquiriesPanel(state) {
  return html`<div class="split ${state.route.id === null ? '' : 'has-selection'}">
    <section class="list" aria-label="Inquiries">
      <div class="list-head">
        <h1>Inquiries</h1>
        <button class="button primary" @click=${askForInquiry}>${icon('plus')} New inquiry</button>
      </div>
      ${searchBox('Id, reference or step')} ${statusFilter(state)} ${rows(state)}
    </section>
    <section class="detail" aria-label="Inquiry">
      ${state.route.id === null ? placeholder(state) : inquiryPanel(state)}
    </section>
  </div>`
}

/** @param {State} state */
function statusFilter({ overview, status }) {
  if (overview === null) return nothing
  const statuses = Object.entries(overview.byStatus).filter(
    ([name, count]) => count > 0 || name === status,
  )
  if (statuses.length === 0) return nothing
  return filterChips('Status', [
    statusChip('', overview.inquiries, status),
    ...statuses.map(([name, count]) => statusChip(name, count, status)),
  ])
}

/**
 * @param {string} name
 * @param {number} count
 * @param {string} current
 */
function statusChip(name, count, current) {
  return {
    text: html`${name === '' ? 'All' : capitalize(humanize(name))}
      <span class="count">${count.toLocaleString('en')}</span>`,
    isPressed: current === name,
    change: { status: name },
  }
}

/** @param {State} state */
function rows({ inquiries, route, search, status }) {
  if (inquiries === null) return html`<p class="empty" aria-busy="true">Loading …</p>`
  if (inquiries.rows.length === 0) {
    return search === '' && status === ''
      ? noInquiries
      : html`<p class="empty">Nothing matches.</p>`
  }
  return html`<ul class="rows">
      ${repeat(
        inquiries.rows,
        ({ id }) => id,
        (row) => inquiryRow(row, row.id === route.id),
      )}
    </ul>
    ${listEnd(inquiries)}`
}

/**
 * @param {import('../records.ts').InquiryRow} row
 * @param {boolean} isSelected
 */
function inquiryRow(row, isSelected) {
  const { id, status, referenceId, step, sessions, createdAt, isOutdated, isRedacted } = row
  return html`<li>
    <a
      class="row"
      href=${addressOf('inquiries', id)}
      aria-current=${isSelected ? 'true' : 'false'}
      data-inquiry=${id}
    >
      <span class="row-line">
        <span class="mono id">${id}</span>
        ${badge(status)}
      </span>
      <span class="row-line faint">
        <span class="row-text">
          ${referenceId === null ? nothing : html`<span class="strong">${referenceId}</span> · `}${
            isRedacted ? 'redacted' : `at ${humanize(step)}`
          }
          · ${sessions} ${sessions === 1 ? 'session' : 'sessions'}${isOutdated ? ' · outdated' : ''}
        </span>
        <time datetime=${createdAt}>${formatAge(createdAt)}</time>
      </span>
    </a>
  </li>`
}

const noInquiries = html`<div class="empty">
  <p><strong>No inquiry yet</strong></p>
  <p>Create one here, or from your back end. It appears right away.</p>
</div>`

/** @param {State} state */
function placeholder({ overview }) {
  if (overview === null) return nothing
  const { apiUrl, customHost, templateId } = overview
  const start = `curl ${apiUrl}/inquiries \\
  -H "Authorization: Bearer $PERSONA_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"data":{"attributes":{"inquiry-template-id":"${templateId}"}}}'`
  return html`<div class="welcome">
    <h2>Where it is</h2>
    ${factList([
      ['REST API', apiUrl, true],
      ['customHost', customHost, true],
      ['Template', templateId, true],
      ['API key', 'The emulator prints it when it starts; this page never has it.'],
    ])}
    <h2>The first call</h2>
    <pre class="body" tabindex="0" role="region" aria-label="The first call">${start}</pre>
    <p class="hint">
      Choose an inquiry to see its sessions, links, requests and events, and to make things happen
      to it.
    </p>
  </div>`
}
