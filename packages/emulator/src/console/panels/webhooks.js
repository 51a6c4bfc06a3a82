import { html } from 'lit-html'
import { deliveryList } from '../parts/delivery-list.js'
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
    ${searchBox('Event, inquiry or address')} ${deliveries(webhooks, search)}
  </div>`
}

/**
 * @param {import('../state.js').Page<import('../../records.ts').WebhookDeliveryRecord>} page
 * @param {string} search
 */
function deliveries(page, search) {
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
