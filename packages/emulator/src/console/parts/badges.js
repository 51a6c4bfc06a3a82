import { html } from 'lit-html'
import { addressOf } from '../route.js'

/** @type {Readonly<Record<string, string>>} */
const tones = {
  created: 'neutral',
  pending: 'active',
  completed: 'good',
  approved: 'good',
  failed: 'bad',
  declined: 'bad',
  expired: 'faded',
  needs_review: 'warning',
  new: 'neutral',
  active: 'active',
  unused: 'neutral',
  used: 'faded',
  delivered: 'good',
  waiting: 'warning',
  held: 'warning',
  under_way: 'active',
  given_up: 'bad',
}

/** @param {string} status */
export function badge(status) {
  return html`<span class="badge ${tones[status] ?? 'neutral'}">${humanize(status)}</span>`
}

/** @param {import('../records.ts').RequestRow} row */
export function statusCode({ status, milliseconds }) {
  if (status === null) {
    const text = milliseconds === null ? 'open' : 'broken'
    return html`<span class="code ${milliseconds === null ? 'faded' : 'bad'}">${text}</span>`
  }
  const tone = status >= 500 ? 'bad' : status >= 400 ? 'warning' : 'good'
  return html`<span class="code ${tone}">${status}</span>`
}

/** @param {string} id */
export function inquiryLink(id) {
  return html`<a class="mono" href=${addressOf('inquiries', id)}>${id}</a>`
}

/**
 * Returns `needs review` for `needs_review` and `needsReview`.
 *
 * @param {string} name
 */
export function humanize(name) {
  return name
    .replace(/[_-]/g, ' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()
}

/** @param {string} text */
export function capitalize(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
