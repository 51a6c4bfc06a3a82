import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { simulate } from '../actions.js'
import { formatAge, formatDateAndTime, formatDuration, now } from '../clock.js'
import { badge, humanize, inquiryLink } from '../parts/badges.js'
import { factList, listEnd, searchBox } from '../parts/lists.js'
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
 * Lists deliveries with their attempts.
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
 * Adds keys that stay the same when an event is sent again.
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
  const { event, eventId, inquiryId, url, signature, status, createdAt } = delivery
  const { attempts, nextAttemptAt } = delivery
  const redeliver = () => simulate('Sent again.', 'redeliver-event', { eventId })
  return html`<details>
    <summary>
      ${badge(status)} <span class="mono">${event}</span>
      <span class="faint delivery-url">${url}</span>
      <time class="faint" datetime=${createdAt}>${formatAge(createdAt)}</time>
    </summary>
    ${factList([
      ['Event', eventId, true],
      ['Inquiry', withInquiry ? inquiryLink(inquiryId) : null],
      ['Signature', signature],
      ...attempts.map(
        ({ at, outcome, status: answered }, index) =>
          /** @type {[string, string]} */ ([
            `Attempt ${index + 1}`,
            `${formatDateAndTime(at)}: ${humanize(outcome)}${answered === null ? '' : `, ${answered}`}`,
          ]),
      ),
      [
        'Next attempt',
        nextAttemptAt && `in ${formatDuration(Math.max(0, Date.parse(nextAttemptAt) - now()))}`,
      ],
    ])}
    <button class="button small" @click=${redeliver}>Send again</button>
  </details>`
}
