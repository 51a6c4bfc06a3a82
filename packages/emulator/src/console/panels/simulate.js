import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { act } from '../actions.js'
import { confirm } from '../parts/dialogs.js'
import { faultForm } from '../parts/fault-form.js'

/** @typedef {import('../records.ts').FaultDescription} FaultDescription */

/** @param {import('../state.js').State} state */
export function simulatePanel({ faults, inquiries }) {
  if (faults === null) {
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
      ${[...new Set(faults.map(({ group }) => group))].map((group) =>
        faultGroup(
          group,
          faults.filter((fault) => fault.group === group),
        ),
      )}
    </div>
  </div>`
}

/**
 * @param {string} name
 * @param {readonly FaultDescription[]} faults
 */
function faultGroup(name, faults) {
  return html`<section class="card fault-group" aria-label=${name}>
    <h2>${name}</h2>
    ${repeat(
      faults,
      (fault) => fault.name,
      (fault) => faultForm(fault),
    )}
  </section>`
}

async function reset() {
  const isSure = await confirm({
    title: 'Reset everything?',
    text: 'Inquiries, sessions, links, requests and faults are forgotten, and the clock shows the real time.',
    confirm: 'Reset',
  })
  if (!isSure) return
  await act('Reset.', 'reset')
  location.hash = '#/inquiries'
}
