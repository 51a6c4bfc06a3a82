import { createHmac } from 'node:crypto'

export const webhookSecret = 'wbhsec_11111111-2222'

/** One pair of a `Persona-Signature`, made without the code that is tested. */
export function sign(
  body: string | Uint8Array,
  seconds: number,
  secret: string = webhookSecret,
): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  return `t=${seconds},v1=${mac}`
}

/** Now, in the seconds of a signature. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}

/** What a test changes of an event. */
export interface EventChanges {
  id?: string
  name?: string
  createdAt?: string
  inquiryId?: string
  attributes?: Record<string, unknown>
}

/** An event about an inquiry, in Persona's words. */
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

/** An event about a session, in Persona's words. */
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
