import { createHmac } from 'node:crypto'

export const webhookSecret = 'wbhsec_11111111-2222'

/** Returns one signature of a `Persona-Signature`, made without the code under test. */
export function sign(
  body: string | Uint8Array,
  seconds: number,
  secret: string = webhookSecret,
): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  return `t=${seconds},v1=${mac}`
}

/** Returns the time for a signature, in seconds since 1970. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}

/** What to change about an event. */
export interface EventChanges {
  id?: string
  name?: string
  createdAt?: string
  inquiryId?: string
  attributes?: Record<string, unknown>
}

/** Returns an event about an inquiry as Persona sends it. */
export function inquiryEvent({
  id = 'evt_1',
  name = 'inquiry.completed',
  createdAt = '2026-03-01T12:00:00.000Z',
  inquiryId = 'inq_1',
  attributes = {},
}: EventChanges = {}): string {
  return eventBody(id, name, createdAt, {
    type: 'inquiry',
    id: inquiryId,
    attributes: {
      status: 'completed',
      'reference-id': 'ada',
      fields: { 'name-first': { type: 'string', value: 'Ada-canary' } },
      ...attributes,
    },
  })
}

/** Returns an event about a session as Persona sends it. */
export function sessionEvent(name = 'inquiry-session.expired'): string {
  return eventBody('evt_2', name, '2026-03-01T12:00:00.000Z', {
    type: 'inquiry-session',
    id: 'iqse_1',
    attributes: { status: 'expired' },
    relationships: { inquiry: { data: { type: 'inquiry', id: 'inq_1' } } },
  })
}

function eventBody(id: string, name: string, createdAt: string, data: unknown): string {
  const payload = { data, included: [] }
  return JSON.stringify({
    data: { type: 'event', id, attributes: { name, payload, 'created-at': createdAt } },
  })
}
