import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { act } from '../actions.js'
import { groups, textOf } from '../order-texts.js'
import { confirm } from '../parts/confirm.js'
import { orderForm } from '../parts/order-form.js'

/** @typedef {import('../../console-records.ts').OrderDescription} OrderDescription */

/** @param {import('../state.js').State} state */
export function simulatePanel({ orders, inquiries }) {
  if (orders === null) {
    return html`<div class="page"><p class="empty" aria-busy="true">Loading …</p></div>`
  }
  return html`<div class="page">
    <div class="list-head">
      <h1>Simulate</h1>
      <button class="button danger" @click=${reset}>Reset everything</button>
    </div>
    <p class="hint lead">
      Everything here is also <code>persona.simulate</code> in a program and
      <code>POST /_emulator/simulate/…</code> from anywhere.
    </p>
    <datalist id="inquiry-ids">
      ${inquiries?.rows.map(
        ({ id, referenceId }) => html`<option value=${id}>${referenceId ?? ''}</option>`,
      )}
    </datalist>
    <div class="groups">
      ${groups.map((group) => {
        const ofGroup = orders.filter(({ name }) => textOf(name).group === group)
        return ofGroup.length === 0 ? nothing : orderGroup(group, ofGroup)
      })}
    </div>
  </div>`
}

/**
 * @param {string} name
 * @param {readonly OrderDescription[]} orders
 */
function orderGroup(name, orders) {
  return html`<section class="card order-group" aria-label=${name}>
    <h2>${name}</h2>
    ${repeat(
      orders,
      (order) => order.name,
      (order) => orderForm(order),
    )}
  </section>`
}

async function reset() {
  const isSure = await confirm({
    title: 'Reset everything?',
    text: 'Inquiries, sessions, links, requests and orders are forgotten, and the clock shows the real time.',
    confirm: 'Reset',
  })
  if (!isSure) return
  await act('Reset.', 'reset')
  location.hash = '#/inquiries'
}
