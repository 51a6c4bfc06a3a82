import { html } from 'lit-html'
import { simulate } from '../actions.js'

/**
 * A button that gives a fault about one inquiry.
 *
 * @typedef {object} Action
 * @property {string} label
 * @property {string} done
 * @property {string} address
 * @property {Record<string, unknown>} [argument]
 * @property {boolean} [isIdle] Whether it would change nothing now.
 */

/** @param {import('../../console-records.ts').InquiryDetails} inquiry */
export function inquiryActions({ id, status, sessions, times }) {
  const isOpen = status === 'created' || status === 'pending'
  const hasLive = sessions.some((session) => session.status !== 'expired')
  const hasOpenWidget = sessions.some(({ openWidgets }) => openWidgets > 0)
  const isRedacted = times.redacted !== null

  /** @type {{ title: string, hint: string, actions: Action[] }[]} */
  const groups = [
    {
      title: 'Kill session',
      hint: 'What open widgets report',
      actions: [
        kill('Unauthenticated', 'unauthenticated', !hasLive),
        kill('Unknown', 'unknown', !hasLive),
        kill('None', 'none', !hasLive),
        kill('Frozen', 'frozen', !hasLive),
        {
          label: 'On next load',
          done: 'The next session dies on load.',
          address: 'kill-on-load',
          argument: { times: 1 },
          isIdle: !isOpen && status !== 'expired',
        },
      ],
    },
    {
      title: 'Lifecycle',
      hint: 'As time or a person would',
      actions: [
        {
          label: 'Start half-way',
          done: 'Started.',
          address: 'start-inquiry',
          isIdle: status !== 'created',
        },
        { label: 'Expire', done: 'Expired.', address: 'expire-inquiry', isIdle: !isOpen },
      ],
    },
    {
      title: 'Decide',
      hint: 'As a workflow or a reviewer would',
      actions: [
        decide('Complete', 'completed', status),
        decide('Fail', 'failed', status),
        decide('Needs review', 'needs_review', status),
        decide('Approve', 'approved', status),
        decide('Decline', 'declined', status),
      ],
    },
    {
      title: 'Next widget',
      hint: 'How it starts, once',
      actions: [
        widget('Hang', 'hang'),
        widget('Crash', 'crash'),
        { ...widget('Slow, 5 s', 'slow'), argument: { behavior: 'slow', delay: 5000, times: 1 } },
      ],
    },
    {
      title: 'Next REST call',
      hint: 'How it fails, once',
      actions: [
        fail('500', { failure: 'status', status: 500 }),
        fail('429', { failure: 'status', status: 429, retryAfter: 2 }),
        fail('HTML 502', { failure: 'status', status: 502, body: 'html' }),
        fail('Hang', { failure: 'hang' }),
        fail('Reset', { failure: 'reset' }),
      ],
    },
    {
      title: 'Report error',
      hint: 'Open widgets post it and stay',
      actions: [
        reportError('application_error', 500, !hasOpenWidget),
        reportError('camera_error', 1, !hasOpenWidget),
        reportError('unknown', 0, !hasOpenWidget),
      ],
    },
  ]

  return html`<section class="card actions" aria-label="Make something happen">
    ${groups.map(
      ({ title, hint, actions }) =>
        html`<div class="action-group" role="group" aria-label=${title}>
          <div>
            <h2>${title}</h2>
            <p class="hint">${hint}</p>
          </div>
          <div class="button-row">
            ${actions.map(
              ({ label, done, address, argument, isIdle = false }) =>
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

/**
 * @param {string} label
 * @param {string} report
 * @param {boolean} isIdle
 * @returns {Action}
 */
function kill(label, report, isIdle) {
  return { label, done: 'Killed.', address: 'kill-session', argument: { report }, isIdle }
}

/**
 * @param {string} label
 * @param {string} status
 * @param {string} current
 * @returns {Action}
 */
function decide(label, status, current) {
  return {
    label,
    done: 'Decided.',
    address: 'decide-inquiry',
    argument: { status },
    isIdle: current === status,
  }
}

/**
 * @param {string} label
 * @param {string} behavior
 * @returns {Action}
 */
function widget(label, behavior) {
  return {
    label,
    done: 'Applies to the next widget.',
    address: 'widget',
    argument: { behavior, times: 1 },
  }
}

/**
 * @param {string} label
 * @param {Record<string, unknown>} failure
 * @returns {Action}
 */
function fail(label, failure) {
  return {
    label,
    done: 'Applies to the next REST call.',
    address: 'fail-api',
    argument: { ...failure, times: 1 },
  }
}

/**
 * @param {string} code
 * @param {number} status
 * @param {boolean} isIdle
 * @returns {Action}
 */
function reportError(code, status, isIdle) {
  return {
    label: code,
    done: 'Reported.',
    address: 'report-error',
    argument: { code, status },
    isIdle,
  }
}
