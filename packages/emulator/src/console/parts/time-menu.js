import { html, nothing } from 'lit-html'
import { simulate } from '../actions.js'
import { formatDate, formatDateAndTime, formatTime, now } from '../clock.js'
import { icon } from './icons.js'
import { realTime } from './notices.js'

const steps = [
  { label: '+1 min', said: 'One minute later.', seconds: 60 },
  { label: '+1 h', said: 'One hour later.', seconds: 3600 },
  { label: '+24 h', said: 'One day later.', seconds: 86_400 },
]

/**
 * Shows the emulator's clock, with a menu to move it.
 *
 * @param {import('../state.js').State} state
 */
export function timeMenu({ overview }) {
  if (overview === null) return nothing
  const { isFrozen, turnedBy } = overview.clock
  const isTurned = Math.abs(turnedBy) >= 1000
  return html`<button
      class="clock ${isFrozen ? 'frozen' : isTurned ? 'turned' : ''}"
      popovertarget="time-menu"
      aria-label="The emulator's clock: ${formatDateAndTime(now())}${isFrozen ? ', frozen' : ''}"
    >
      ${icon(isFrozen ? 'snow' : 'clock')}
      <span class="clock-date">${formatDate(now())}</span> ${formatTime(now())}
    </button>
    <div class="menu" id="time-menu" popover role="group" aria-label="Change the time">
      <p class="menu-title">The emulator's clock</p>
      <div class="button-row">
        ${steps.map(
          ({ label, said, seconds }) =>
            html`<button class="button" @click=${() => simulate(said, 'advance-time', { seconds })}>
              ${label}
            </button>`,
        )}
      </div>
      <div class="button-row">
        ${
          isFrozen
            ? html`<button class="button" @click=${() => simulate('Clock running.', 'run-time')}>
                Run
              </button>`
            : html`<button class="button" @click=${() => simulate('Clock frozen.', 'freeze-time')}>
                Freeze
              </button>`
        }
        <button
          class="button"
          ?disabled=${!isTurned}
          @click=${() => simulate('The clock shows the real time.', 'set-time', { at: realTime() })}
        >
          Real time
        </button>
      </div>
      <form class="set-time" @submit=${setTime}>
        <label for="set-time">Set to</label>
        <input id="set-time" name="at" type="datetime-local" step="1" required />
        <button class="button">Set</button>
      </form>
      <p class="hint">Whatever is due in between happens in order.</p>
    </div>`
}

/** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
function setTime(event) {
  event.preventDefault()
  const at = new FormData(event.currentTarget).get('at')
  if (typeof at !== 'string') return
  void simulate('The clock is set.', 'set-time', { at: new Date(at).toISOString() })
}
