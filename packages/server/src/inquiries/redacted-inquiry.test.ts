import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { createTestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator
beforeAll(async () => {
  emulator = await createPersonaEmulator()
})
afterAll(async () => {
  await emulator.close()
})

const statuses = [
  'created',
  'pending',
  'expired',
  'completed',
  'failed',
  'needs_review',
  'approved',
  'declined',
]
const error = (title: string, status: number) => Response.json({ errors: [{ title }] }, { status })

describe.each(statuses)('a redacted inquiry with status %s', (status) => {
  test.each([
    ['GET', '', undefined],
    ['POST', '/session', { reason: 'start' }],
    ['POST', '/session', { reason: 'session_expired' }],
    ['POST', '/session', { reason: 'session_suspect' }],
    ['POST', '/one-time-link', {}],
  ])('is treated as absent by %s %s %j', async (method, path, body) => {
    const redacted = inquiryBody({ status, 'redacted-at': '2026-01-01T00:00:00Z' })
    const { fetch, sent } = scriptPersona((request) => {
      if (request.url.pathname.endsWith('/inq_absent')) return error('Record not found', 404)
      if (request.method === 'GET') return Response.json(redacted)
      return request.url.pathname.includes('inq_absent')
        ? error('Record not found', 404)
        : error('The inquiry is redacted', 409)
    })
    const { send } = createTestHost(emulator, {
      persona: { ...nowhere, fetch },
      handler: { authorize: () => Promise.resolve(true) },
    })
    const answer = await send('ada', method, `/inq_1${path}`, body)
    expect(answer).toMatchObject(problem(404, 'not_found'))
    expect(sent.map((request) => request.url.pathname)).not.toContainEqual(
      expect.stringContaining('generate-one-time-link'),
    )
    expect(await send('ada', method, `/inq_absent${path}`, body)).toEqual(answer)
  })
})
