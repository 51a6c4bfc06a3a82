import { expect, test } from 'vitest'
import type { PersonaEmulator } from '../emulator.ts'
import { send } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { useReceiver } from '../../testing/use-receiver.ts'
import { textWith } from '../../testing/matchers.ts'

const fault = (persona: PersonaEmulator, name: string, body?: unknown) =>
  send(`${persona.origin}/_emulator/simulate/${name}`, 'POST', body)

test('lists inquiries, sessions and faults for pages of any origin', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  await api.createInquiry()
  persona.simulate.freezeTime()
  const { headers, body } = await send(
    `${persona.origin}/_emulator/state?inquiryId=${inquiryId}`,
    'GET',
  )
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(body).toEqual({
    inquiries: persona.inquiries().slice(0, 1),
    sessions: persona.sessions(inquiryId),
    activeFaults: [{ fault: 'freezeTime', scope: {}, argument: {}, remaining: null }],
    time: persona.time(),
  })
})

test('lists the calls', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  const { body } = await send(
    `${persona.origin}/_emulator/calls?inquiryId=${inquiryId}&operation=resume`,
    'GET',
  )
  expect(body).toEqual({ calls: persona.calls({ inquiryId, operation: 'resume' }) })
})

test('applies faults for a page of another origin', async () => {
  const { persona } = await useEmulator()
  const response = await fetch(`${persona.origin}/_emulator/simulate/restore`, {
    method: 'OPTIONS',
    headers: {
      Origin: 'http://localhost:1',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    },
  })
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(response.headers.get('Access-Control-Allow-Methods')).toContain('POST')
})

test('applies every fault of the object', async () => {
  const { url } = await useReceiver()
  const { persona, api } = await useEmulator({ webhooks: [{ url, events: ['inquiry.created'] }] })
  const inquiryId = await api.createInquiry()
  const eventId = persona.webhookDeliveries(inquiryId)[0]?.eventId
  const faults: Record<string, unknown> = {
    'start-inquiry': { inquiryId, step: 'details', answers: { 'name-first': 'Grace' } },
    'kill-session': { inquiryId, report: 'none' },
    'kill-on-load': { inquiryId, report: 'unknown', times: 1 },
    widget: { behavior: 'slow', delay: 5, inquiryId },
    'refuse-frame': { header: 'frame-ancestors', inquiryId, times: 1 },
    messages: { delivery: 'drop', name: 'ready', inquiryId, times: 1 },
    'report-error': { inquiryId, status: 500, code: 'unknown' },
    'publish-template-version': undefined,
    'fail-api': { failure: 'status', status: 500, body: 'html', times: 1, operation: 'resume' },
    'fail-widget': { failure: 'delay', delay: 5, part: 'assets', times: 1 },
    'clear-fault': { fault: 'failApi', operation: 'resume' },
    'advance-time': { seconds: 5 },
    'set-time': { at: '2026-01-31T09:00:00+01:00' },
    'freeze-time': undefined,
    'run-time': undefined,
    'add-webhook': { url },
    'rotate-webhook-secret': { secret: 'new', overlap: 60, url },
    webhooks: { delivery: 'hold', inquiryId, times: 1 },
    'release-webhooks': { reversed: true },
    'redeliver-event': { eventId, signature: 'stale' },
    'cut-network': undefined,
    'restore-network': undefined,
    'expire-inquiry': { inquiryId },
    'decide-inquiry': { inquiryId, status: 'approved' },
    restore: undefined,
  }
  const statuses: Record<string, number> = {}
  for (const [name, body] of Object.entries(faults)) {
    statuses[name] = (await fault(persona, name, body)).status
  }
  expect(statuses).toEqual(Object.fromEntries(Object.keys(faults).map((name) => [name, 204])))
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  expect(Object.keys(faults).sort()).toEqual(Object.keys(persona.simulate).map(kebab).sort())
  expect(persona.inquiries()).toMatchObject([
    { status: 'approved', step: 'details', answers: { 'name-first': 'Grace' } },
  ])
})

test.for([
  ['kill-session', {}, 'inquiryId is missing.'],
  ['kill-session', { inquiryId: 1 }, 'inquiryId must be a string.'],
  ['kill-session', { inquiryId: 'inq_x', report: 'loud' }, 'report must be one of'],
  ['widget', { behavior: 'slow' }, 'delay is missing.'],
  ['widget', { behavior: 'slow', delay: -1 }, 'delay must be at'],
  ['widget', { behavior: 'slow', delay: 1e300 }, 'delay must be at'],
  ['widget', { behavior: 'hang', times: -1 }, 'times must be at least 1.'],
  ['widget', { behavior: 'hang', times: 'once' }, 'times must be a number.'],
  ['kill-on-load', { times: 0 }, 'times must be at least 1.'],
  ['fail-api', { failure: 'reset', times: 1.5 }, 'times must be a whole number.'],
  ['advance-time', { seconds: -1 }, 'seconds must be at least 0.'],
  ['advance-time', { seconds: 1e300 }, 'beyond the year 9999'],
  ['advance-time', '{"seconds":1e999}', 'seconds must be a number.'],
  ['advance-time', {}, 'seconds is missing.'],
  ['set-time', {}, 'at is missing.'],
  ['set-time', { at: '2026-02-30T09:00:00Z' }, 'at must be a time in ISO 8601'],
  ['set-time', { at: '1969-12-31T09:00:00Z' }, 'before the year 1970'],
  ['fail-api', { failure: 'delay' }, 'delay is missing.'],
  ['fail-api', { failure: 'incomplete', without: '' }, 'without must not be empty'],
  ['fail-widget', { failure: 'reset', part: 'camera' }, 'part must be one of page'],
  ['messages', { name: 'ready' }, 'delivery must be one of deliver, drop, duplicate.'],
  ['refuse-frame', { header: 'none of them' }, 'header must be one of'],
  ['add-webhook', { url: 'nowhere' }, 'url must be a URL'],
  ['add-webhook', { url: 'https://example.com/' }, 'url must be on localhost'],
  ['webhooks', { delivery: 'drop' }, 'delivery must be one of deliver, duplicate, hold.'],
  ['redeliver-event', { eventId: 'evt_x' }, 'eventId names no event'],
  ['rotate-webhook-secret', { overlap: 60 }, 'secret is missing.'],
  ['rotate-webhook-secret', { secret: 'new', url: 'http://localhost/' }, 'url is that of no'],
  ['clear-fault', { fault: 'expireInquiry' }, 'fault must be one of'],
  ['start-inquiry', { inquiryId: 'inq_x', answers: { a: 1 } }, 'answers.a must be a string.'],
  ['fail-api', { failure: 'status', status: 0 }, 'status must be at least 200.'],
  ['kill-session', { inquiryId: 'inq_x', reprot: 'none' }, 'knows no reprot'],
  ['fail-api', [], 'JSON object'],
  ['fail-api', '{', 'not valid JSON'],
] as const)('%s with %j responds with the problem', async ([name, body, message]) => {
  const { persona } = await useEmulator()
  const answer = await fault(persona, name, body)
  expect(answer.status).toBe(400)
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(answer.body).toEqual({ error: textWith(message) })
})

test.for(['dance', 'constructor', 'toString', '__proto__'])(
  'lists the faults for an unknown one: %s',
  async (name) => {
    const { persona } = await useEmulator()
    const answer = await fault(persona, name)
    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({ error: textWith('kill-session') })
  },
)

test('responds with 404 to an unknown inquiry', async () => {
  const { persona } = await useEmulator()
  expect((await fault(persona, 'expire-inquiry', { inquiryId: 'inq_x' })).status).toBe(404)
})

test('resets the emulator', async () => {
  const { persona, api } = await useEmulator()
  await api.createInquiry()
  await send(`${persona.origin}/_emulator/reset`, 'POST')
  expect(persona.inquiries()).toEqual([])
})

test('refuses to list the calls of an unknown operation', async () => {
  const { persona } = await useEmulator()
  const answer = await send(`${persona.origin}/_emulator/calls?operation=resum`, 'GET')
  expect(answer).toMatchObject({ status: 400, body: { error: textWith('resume') } })
})
