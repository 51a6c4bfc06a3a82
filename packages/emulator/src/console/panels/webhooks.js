import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { simulate } from '../actions.js'
import { formatAge, formatDateAndTime, formatDuration, now } from '../clock.js'
import { badge, humanize } from '../parts/badges.js'
import { listEnd } from '../parts/list-end.js'
import { searchBox } from '../parts/search-box.js'
import { addressOf } from '../route.js'

/** @param {import('../state.js').State} state */
export function webhooksPanel({ webhooks, search }) {
  if (webhooks === null) {
    return html`<div class="page"><p class="empty" aria-busy="true">Loading …</p></div>`
  }
  return html`<div class="page">
    <div class="list-head"><h1>Webhooks</h1></div>
    ${searchBox('Event, inquiry or address')} ${deliveryCard(webhooks, search)}
  </div>`
}

/**
 * @param {import('../state.js').Page<import('../../records.ts').WebhookDeliveryRecord>} page
 * @param {string} search
 */
function deliveryCard(page, search) {
  if (page.rows.length > 0) {
    return html`<section class="card">
      ${deliveryList(page.rows, { withInquiry: true })} ${listEnd(page)}
    </section>`
  }
  if (search !== '') return html`<p class="empty">Nothing matches.</p>`
  return html`<div class="empty">
    <p><strong>Nothing has been sent</strong></p>
    <p>
      Add a webhook in <a href=${addressOf('simulate')}>Simulate</a>, and events are posted to it,
      signed as Persona signs them.
    </p>
  </div>`
}

/** @typedef {import('../../records.ts').WebhookDeliveryRecord} Delivery */

/**
 * What was sent to webhooks, each with its attempts.
 *
 * @param {readonly Delivery[]} deliveries
 * @param {{ withInquiry?: boolean }} [options]
 */
export function deliveryList(deliveries, { withInquiry = false } = {}) {
  return html`<ul class="deliveries">
    ${repeat(
      withKeys(deliveries),
      ({ key }) => key,
      ({ delivery }) => html`<li>${deliveryItem(delivery, withInquiry)}</li>`,
    )}
  </ul>`
}

/**
 * An event may be sent several times, and what was sent first keeps its key when more come.
 *
 * @param {readonly Delivery[]} deliveries the latest first
 */
function withKeys(deliveries) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  return deliveries
    .toReversed()
    .map((delivery) => {
      const count = (counts.get(delivery.eventId) ?? 0) + 1
      counts.set(delivery.eventId, count)
      return { delivery, key: `${delivery.eventId} ${count}` }
    })
    .reverse()
}

/**
 * @param {Delivery} delivery
 * @param {boolean} withInquiry
 */
function deliveryItem(delivery, withInquiry) {
  const { event, eventId, inquiryId, url, signature, status, createdAt, attempts } = delivery
  const redeliver = () => simulate('Sent again.', 'redeliver-event', { eventId })
  return html`<details>
    <summary>
      ${badge(status)} <span class="mono">${event}</span>
      <span class="faint delivery-url">${url}</span>
      <time class="faint" datetime=${createdAt}>${formatAge(createdAt)}</time>
    </summary>
    <dl class="facts">
      <div>
        <dt>Event</dt>
        <dd class="mono">${eventId}</dd>
      </div>
      ${
        withInquiry
          ? html`<div>
              <dt>Inquiry</dt>
              <dd><a class="mono" href=${addressOf('inquiries', inquiryId)}>${inquiryId}</a></dd>
            </div>`
          : nothing
      }
      <div>
        <dt>Signature</dt>
        <dd>${signature}</dd>
      </div>
      ${attempts.map(
        (attempt, index) =>
          html`<div>
            <dt>Attempt ${index + 1}</dt>
            <dd>
              ${formatDateAndTime(attempt.at)}:
              ${humanize(attempt.outcome)}${attempt.status === null ? '' : `, ${attempt.status}`}
            </dd>
          </div>`,
      )}
      ${
        delivery.nextAttemptAt === null
          ? nothing
          : html`<div>
              <dt>Next attempt</dt>
              <dd>in ${formatDuration(Math.max(0, Date.parse(delivery.nextAttemptAt) - now()))}</dd>
            </div>`
      }
    </dl>
    <button class="button small" @click=${redeliver}>Send again</button>
  </details>`
}
