import { html } from 'lit-html'
import { simulate } from '../actions.js'

/**
 * A button that applies a fault to one inquiry.
 *
 * @typedef {object} Action
 * @property {string} label
 * @property {string} done What the toast says.
 * @property {string} address
 * @property {Record<string, unknown>} argument
 * @property {boolean} isIdle Whether it would change nothing now.
 */

/**
 * Returns a function that creates the actions of one fault.
 *
 * @param {string} done
 * @param {string} address
 * @returns {(label: string, argument?: Record<string, unknown>, isIdle?: boolean) => Action}
 */
function actionsOf(done, address) {
  return (label, argument = {}, isIdle = false) => ({ label, done, address, argument, isIdle })
}

const kill = actionsOf('Killed.', 'kill-session')
const killOnLoad = actionsOf('The next session ends on load.', 'kill-on-load')
const start = actionsOf('Started.', 'start-inquiry')
const expire = actionsOf('Expired.', 'expire-inquiry')
const decide = actionsOf('Decided.', 'decide-inquiry')
const startWidget = actionsOf('Applies to the next widget.', 'widget')
const fail = actionsOf('Applies to the next REST call.', 'fail-api')
const report = actionsOf('Reported.', 'report-error')

/** @param {import('../records.ts').InquiryDetails} inquiry */
export function inquiryActions({ id, status, sessions, times }) {
  const isOver = status !== 'created' && status !== 'pending'
  const hasNoLive = sessions.every((session) => session.status === 'expired')
  const hasNoWidget = sessions.every(({ openWidgets }) => openWidgets === 0)
  const isRedacted = times.redacted !== null

  /** @type {[title: string, hint: string, ...actions: Action[]][]} */
  const groups = [
    [
      'Kill sessions',
      'What open widgets report',
      kill('Unauthenticated', { report: 'unauthenticated' }, hasNoLive),
      kill('Unknown', { report: 'unknown' }, hasNoLive),
      kill('None', { report: 'none' }, hasNoLive),
      kill('Frozen', { report: 'frozen' }, hasNoLive),
      killOnLoad('On next load', { times: 1 }, isOver && status !== 'expired'),
    ],
    [
      'Lifecycle',
      'As time or a person would',
      start('Start halfway', {}, status !== 'created'),
      expire('Expire', {}, isOver),
    ],
    [
      'Decide',
      'As a workflow or a reviewer would',
      decide('Complete', { status: 'completed' }, status === 'completed'),
      decide('Fail', { status: 'failed' }, status === 'failed'),
      decide('Needs review', { status: 'needs_review' }, status === 'needs_review'),
      decide('Approve', { status: 'approved' }, status === 'approved'),
      decide('Decline', { status: 'declined' }, status === 'declined'),
    ],
    [
      'Next widget',
      'How it starts, once',
      startWidget('Hang', { behavior: 'hang', times: 1 }),
      startWidget('Crash', { behavior: 'crash', times: 1 }),
      startWidget('Slow, 5 s', { behavior: 'slow', delay: 5000, times: 1 }),
    ],
    [
      'Next REST call',
      'How it fails, once',
      fail('500', { failure: 'status', status: 500, times: 1 }),
      fail('429', { failure: 'status', status: 429, retryAfter: 2, times: 1 }),
      fail('HTML 502', { failure: 'status', status: 502, body: 'html', times: 1 }),
      fail('Hang', { failure: 'hang', times: 1 }),
      fail('Reset', { failure: 'reset', times: 1 }),
    ],
    [
      'Report error',
      'Open widgets post it and stay',
      report('application_error', { code: 'application_error', status: 500 }, hasNoWidget),
      report('camera_error', { code: 'camera_error', status: 1 }, hasNoWidget),
      report('unknown', { code: 'unknown', status: 0 }, hasNoWidget),
    ],
  ]

  return html`<section class="card actions" aria-label="Make something happen">
    ${groups.map(
      ([title, hint, ...actions]) =>
        html`<div class="action-group" role="group" aria-label=${title}>
          <div>
            <h2>${title}</h2>
            <p class="hint">${hint}</p>
          </div>
          <div class="button-row">
            ${actions.map(
              ({ label, done, address, argument, isIdle }) =>
                html`<button
                  class="button small"
                  ?disabled=${isIdle || isRedacted}
                  @click=${() => simulate(done, address, { inquiryId: id, ...argument })}
                >
                  ${label}
                </button>`,
            )}
          </div>
        </div>`,
    )}
  </section>`
}
