import { html, nothing } from 'lit-html'
import { act } from '../actions.js'
import { formatDateAndTime, formatDuration, now } from '../clock.js'
import { badge, capitalize, humanize } from '../parts/badges.js'
import { confirm } from '../parts/dialogs.js'
import { copyButton } from '../parts/copy-button.js'
import { icon } from '../parts/icons.js'
import { factList } from '../parts/lists.js'
import { addressOf } from '../route.js'
import { inquiryActions } from './inquiry-actions.js'
import { requestRows } from './requests.js'
import { linkTable, sessionTable } from './sessions.js'
import { deliveryList } from './webhooks.js'

/** @typedef {import('../records.ts').InquiryDetails} InquiryDetails */

/** @param {import('../state.js').State} state */
export function inquiryPanel({ inquiry, inquiryRequests, inquiryWebhooks, route }) {
  const back = html`<a class="back" href=${addressOf('inquiries')}>${icon('back')} Inquiries</a>`
  if (inquiry === 'unknown') {
    return html`${back}
      <div class="empty">
        <p><strong>There is no inquiry ${route.id}</strong></p>
        <p>The emulator keeps everything in memory. It has been restarted or reset.</p>
      </div>`
  }
  if (inquiry === null || inquiry.id !== route.id) return back
  const { id, sessions, links, sessionCap } = inquiry
  return html`${back}
    <header class="detail-head">
      <div>
        <h1 class="mono">${id} ${copyButton(id, 'the inquiry id')}</h1>
        <p class="faint">
          ${badge(inquiry.status)} ${inquiry.times.redacted === null ? nothing : badge('redacted')}
          ${inquiry.isOutdated ? badge('outdated') : nothing} ${expiry(inquiry)}
        </p>
      </div>
      ${mainActions(inquiry)}
    </header>
    ${stepProgress(inquiry)} ${inquiryActions(inquiry)}
    <section class="card">
      <h2>Sessions <span class="count">${sessions.length} of ${sessionCap}</span></h2>
      ${
        sessions.length === 0
          ? html`<p class="hint">
              None yet. A resume makes one, and so does a widget that opens a created inquiry.
            </p>`
          : sessionTable(sessions.toReversed())
      }
    </section>
    <section class="card">
      <h2>One-time links <span class="count">${links.length}</span></h2>
      ${links.length === 0 ? html`<p class="hint">None.</p>` : linkTable(links.toReversed())}
    </section>
    <section class="card">
      <h2>Requests <span class="count">${inquiryRequests?.matching ?? 0}</span></h2>
      ${
        inquiryRequests === null || inquiryRequests.rows.length === 0
          ? html`<p class="hint">None of the latest 500 requests is about this inquiry.</p>`
          : requestRows(inquiryRequests.rows, null)
      }
    </section>
    ${
      inquiryWebhooks === null || inquiryWebhooks.rows.length === 0
        ? nothing
        : html`<section class="card">
            <h2>Webhooks <span class="count">${inquiryWebhooks.matching}</span></h2>
            ${deliveryList(inquiryWebhooks.rows)}
          </section>`
    }
    ${timeline(inquiry)} ${answers(inquiry)} ${facts(inquiry)}`
}

/** @param {InquiryDetails} inquiry */
function expiry({ status, expiresAt }) {
  if (status === 'expired') return html`<span>expired ${formatDateAndTime(expiresAt)}</span>`
  if (status !== 'created' && status !== 'pending') return nothing
  const left = Date.parse(expiresAt) - now()
  return html`<span title=${formatDateAndTime(expiresAt)}>
    ${left > 0 ? `expires in ${formatDuration(left)}` : 'expires now'}
  </span>`
}

/** @param {InquiryDetails} inquiry */
function mainActions({ id, status, times }) {
  const isRedacted = times.redacted !== null
  const canOpen = !isRedacted && ['created', 'pending', 'expired'].includes(status)
  const redact = async () => {
    const isSure = await confirm({
      title: 'Redact this inquiry?',
      text: 'Answers, note and tags are gone for good, as with Persona.',
      confirm: 'Redact',
    })
    if (isSure) await act('Redacted.', `inquiries/${id}/redact`)
  }
  return html`<div class="button-row">
    ${
      canOpen
        ? html`<form
            method="post"
            target="_blank"
            rel="noopener"
            action="/_emulator/inquiries/${id}/open"
          >
            <button class="button primary">${icon('open')} Open flow</button>
          </form>`
        : nothing
    }
    <button
      class="button"
      ?disabled=${!canOpen}
      title="Creates a session, or returns an unused one"
      @click=${() => act('Resumed. An unused session is ready.', `inquiries/${id}/resume`)}
    >
      Resume
    </button>
    <button
      class="button"
      ?disabled=${!canOpen || status === 'expired'}
      @click=${() => act('An unused link is ready.', `inquiries/${id}/link`)}
    >
      Make link
    </button>
    <button class="button" ?disabled=${isRedacted} @click=${redact}>Redact</button>
  </div>`
}

/** @param {InquiryDetails} inquiry */
function stepProgress({ steps, step, status }) {
  const current = steps.indexOf(step)
  return html`<ol class="step-progress" aria-label="Steps">
    ${steps.map(
      (name, index) =>
        html`<li
          class=${index < current || status === 'completed' ? 'behind' : index === current ? 'here' : ''}
          aria-current=${index === current ? 'step' : 'false'}
        >
          ${humanize(name)}
        </li>`,
    )}
  </ol>`
}

/** @param {InquiryDetails} inquiry */
function timeline({ events: all }) {
  if (all.length === 0) return nothing
  return html`<section class="card">
    <h2>Events <span class="count">${all.length}</span></h2>
    <ol class="timeline">
      ${all.map(
        ({ name, sessionId, at }) =>
          html`<li>
            <span>
              <span class="mono">${name}</span>
              ${sessionId === null ? nothing : html`<span class="mono faint">${sessionId}</span>`}
            </span>
            <time datetime=${at}>${formatDateAndTime(at)}</time>
          </li>`,
      )}
    </ol>
  </section>`
}

/** @param {InquiryDetails} inquiry */
function answers({ answers: all }) {
  const given = Object.entries(all)
  if (given.length === 0) return nothing
  return html`<section class="card">
    <h2>Answers <span class="count">${given.length}</span></h2>
    ${factList(
      given.map(([name, answer]) => [html`<span class="mono">${name}</span>`, answer]),
      'two',
    )}
  </section>`
}

/** @param {InquiryDetails} inquiry */
function facts(inquiry) {
  const { accountId, referenceId, templateVersion, note, tags, redirectUri, times } = inquiry
  return html`<section class="card">
    <h2>Details</h2>
    ${factList(
      [
        ['Reference', referenceId],
        ['Account', accountId, true],
        ['Template version', templateVersion],
        ['Redirect', redirectUri, true],
        ['Note', note],
        ['Tags', tags.join(', ') || null],
        ...Object.entries(times).map(
          ([name, time]) =>
            /** @type {[string, string | null]} */ ([
              capitalize(humanize(name)),
              time && formatDateAndTime(time),
            ]),
        ),
      ],
      'two',
    )}
  </section>`
}
