/**
 * What people read of a fault. One without a text here is shown by its name.
 *
 * @typedef {object} FaultText
 * @property {string} group
 * @property {string} label
 * @property {string} summary
 */

export const groups = [
  'Time',
  'Network',
  'REST API',
  'Widget',
  'Sessions',
  'Inquiries',
  'Webhooks',
  'Active faults',
  'More',
]

/** @type {Readonly<Record<string, FaultText>>} */
const texts = {
  advanceTime: {
    group: 'Time',
    label: 'Advance the clock',
    summary: 'What falls due on the way happens in its order.',
  },
  setTime: {
    group: 'Time',
    label: 'Set the clock',
    summary: 'Forward or back, to a time in ISO 8601.',
  },
  freezeTime: {
    group: 'Time',
    label: 'Freeze the clock',
    summary: 'Time stands still, but for being turned.',
  },
  runTime: { group: 'Time', label: 'Let the clock run', summary: 'From where it stands.' },
  cutNetwork: {
    group: 'Network',
    label: 'Cut the network',
    summary: 'Every connection is reset, but those to this page.',
  },
  restoreNetwork: {
    group: 'Network',
    label: 'Restore the network',
    summary: 'The emulator can be reached again.',
  },
  failApi: {
    group: 'REST API',
    label: 'Make REST calls fail',
    summary: 'What your back end gets: a status, a delay, a broken answer, or none.',
  },
  widget: {
    group: 'Widget',
    label: 'Change how widgets start',
    summary: 'They hang, crash, come late, or start with an SDK error.',
  },
  failWidget: {
    group: 'Widget',
    label: 'Make widget requests fail',
    summary: 'Its page, its files, what it asks for, or the addresses of links.',
  },
  refuseFrame: {
    group: 'Widget',
    label: 'Refuse the frame',
    summary: 'A header forbids the browser to show the widget in a frame.',
  },
  messages: {
    group: 'Widget',
    label: 'Drop or duplicate messages',
    summary: 'What the widget posts to the page around it.',
  },
  reportError: {
    group: 'Widget',
    label: 'Report an SDK error',
    summary: 'Open widgets of an inquiry post it now and stay as they are.',
  },
  killSession: {
    group: 'Sessions',
    label: 'Kill sessions',
    summary: 'Every live session of an inquiry ends; open widgets notice at once.',
  },
  killOnLoad: {
    group: 'Sessions',
    label: 'Kill sessions on load',
    summary: 'A session ends the moment a widget loads with it.',
  },
  startInquiry: {
    group: 'Inquiries',
    label: 'Start half-way',
    summary: 'Pending, with made-up answers and no session.',
  },
  expireInquiry: { group: 'Inquiries', label: 'Expire', summary: 'As if its time were over.' },
  decideInquiry: {
    group: 'Inquiries',
    label: 'Decide',
    summary: 'A final status, as from a workflow or a reviewer.',
  },
  publishTemplateVersion: {
    group: 'Inquiries',
    label: 'Publish a template version',
    summary: 'Every inquiry so far is outdated. Without steps it has those of the version before.',
  },
  addWebhook: {
    group: 'Webhooks',
    label: 'Add a webhook',
    summary: 'An address that events are posted to.',
  },
  webhooks: {
    group: 'Webhooks',
    label: 'Duplicate or hold deliveries',
    summary: 'What happens to events that come from now on.',
  },
  releaseWebhooks: {
    group: 'Webhooks',
    label: 'Release held deliveries',
    summary: 'In their order, or the last first.',
  },
  redeliverEvent: {
    group: 'Webhooks',
    label: 'Send an event again',
    summary: 'To where it has been sent, signed well or badly.',
  },
  rotateWebhookSecret: {
    group: 'Webhooks',
    label: 'Rotate the secret',
    summary: 'Both are used for a while, as with Persona.',
  },
  clearFault: {
    group: 'Active faults',
    label: 'Clear a fault',
    summary: 'The one for exactly this scope.',
  },
  restore: {
    group: 'Active faults',
    label: 'Clear all',
    summary: 'Everything works again, and the clock runs. What is stored stays.',
  },
}

/**
 * @param {string} name
 * @returns {FaultText}
 */
export function textOf(name) {
  return texts[name] ?? { group: 'More', label: name, summary: '' }
}

/** @type {Readonly<Record<string, string>>} */
const fields = {
  answers: 'Answers, as JSON',
  at: 'Time',
  inquiryId: 'Inquiry',
  operation: 'REST call',
  overlap: 'Overlap in seconds',
  retryAfter: 'Retry-After in seconds',
  delay: 'Delay in ms',
  seconds: 'Seconds',
  steps: 'Steps, as JSON',
  times: 'How often',
  url: 'URL',
  eventId: 'Event id',
}

/** @param {string} name */
export function fieldLabel(name) {
  return fields[name] ?? null
}

/** What an empty field means. @type {Readonly<Record<string, string>>} */
export const whenEmpty = {
  inquiryId: 'every inquiry',
  operation: 'every call',
  part: 'every part',
  times: 'until cleared',
  name: 'every message',
  steps: 'those of the version before',
  answers: 'made up',
  step: 'half-way',
}
