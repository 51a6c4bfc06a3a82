import { html, nothing } from 'lit-html'
import { simulate } from '../actions.js'
import { formatDuration } from '../clock.js'
import { humanize } from './badges.js'
import { icon } from './icons.js'

/** @typedef {import('../records.ts').ActiveFaultRecord} ActiveFaultRecord */

/**
 * Shows active faults and a changed clock, each with a button that ends it.
 *
 * @param {import('../state.js').State} state
 */
export function notices({ connection, overview }) {
  if (connection === 'gone') {
    return html`<div class="notices" role="alert">
      <div class="notice gone">
        ${icon('unplug')}
        <p>The emulator is not running. This page reconnects when it is back.</p>
      </div>
    </div>`
  }
  if (overview === null) return nothing
  const { clock, activeFaults } = overview
  const isTurned = !clock.isFrozen && Math.abs(clock.turnedBy) >= 1000
  if (!isTurned && activeFaults.length === 0) return nothing
  return html`<div class="notices" role="region" aria-label="Active faults and clock">
    ${isTurned ? turned(clock.turnedBy) : nothing} ${activeFaults.map(activeFault)}
    ${activeFaults.length > 1 ? restore() : nothing}
  </div>`
}

/** @param {number} turnedBy */
function turned(turnedBy) {
  const back = () => simulate('The clock shows the real time.', 'set-time', { at: realTime() })
  return html`<div class="notice">
    ${icon('clock')}
    <p>
      The clock is <strong>${formatDuration(turnedBy)} ${turnedBy > 0 ? 'ahead' : 'behind'}</strong>
    </p>
    <button class="link-button" @click=${back}>Back to real time</button>
  </div>`
}

/** Returns the machine's time in ISO 8601. */
export function realTime() {
  return new Date().toISOString()
}

/** @type {Readonly<Record<string, import('./icons.js').IconName>>} */
const icons = { cutNetwork: 'unplug', freezeTime: 'snow' }

/** @param {ActiveFaultRecord} record */
function activeFault({ fault: name, label, scope, argument, remaining }) {
  const clearFault = () => simulate('Cleared.', 'clear-fault', { fault: name, ...scope })
  const what = [describe(argument), ...Object.entries(scope).map(ofScope)].filter(
    (part) => part !== '',
  )
  return html`<div class="notice">
    ${icon(icons[name] ?? 'alert')}
    <p>
      <strong>${label}</strong>${what.length === 0 ? '' : `: ${what.join(', ')}`}${
        remaining === null ? '' : `, ${remaining} more`
      }
    </p>
    <button class="link-button" @click=${clearFault}>Clear</button>
  </div>`
}

/** @param {[string, unknown]} scope */
function ofScope([name, of]) {
  return name === 'inquiryId' ? String(of) : `${humanize(name)} ${String(of)}`
}

/** @param {Readonly<Record<string, unknown>>} argument */
function describe(argument) {
  return (
    Object.entries(argument)
      // The number of a status is enough.
      .filter(([, value]) => value !== undefined && value !== null && value !== 'status')
      .map(([name, value], index) =>
        index === 0 ? humanize(String(value)) : `${humanize(name)} ${String(value)}`,
      )
      .join(', ')
  )
}

function restore() {
  return html`<button
    class="button small"
    @click=${() => simulate('Everything works again.', 'restore')}
  >
    ${icon('undo')} Clear all
  </button>`
}
