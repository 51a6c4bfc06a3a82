import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { gatherLists } from '../../testing/held-fetch.ts'
import { nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { createTestHost, type TestHost, type TestHostOptions } from '../../testing/test-host.ts'
import { getIdempotencyKey } from './current-inquiry.ts'
import type { StartOptions } from './access.ts'

let emulator: PersonaEmulator

async function open(options: TestHostOptions = {}): Promise<TestHost> {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  return createTestHost(emulator, options)
}
afterEach(async () => {
  vi.useRealTimers()
  await emulator.close()
})

const token: unknown = expect.stringMatching(/.+/)

describe('the current inquiry', () => {
  test('is created if there is none, and found again', async () => {
    const { start } = await open()
    const first = await start('ada')
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ status: 'created', sessionToken: null })
    expect((await start('ada')).body).toEqual(first.body)
    expect((await start('bob')).body['inquiryId']).not.toBe(first.body['inquiryId'])
    expect(emulator.inquiries().map(({ referenceId }) => referenceId)).toEqual(['ada', 'bob'])
  })

  test('is resumed if there is one', async () => {
    const { give, start, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    expect((await start('ada')).body).toMatchObject({ inquiryId, sessionToken: token })
    expect(calls()).toEqual(['retrieve', 'resume'])
    const renewed = await start('ada', 'session_expired')
    expect(renewed.body).toMatchObject({ inquiryId, sessionToken: token })
    expect(calls()).toEqual(['retrieve', 'resume', 'resume'])
  })

  test('is created again if it was redacted', async () => {
    const { give, start } = await open()
    const lost = await give('ada', 'pending')
    await redact(lost)
    const { body } = await start('ada')
    expect(body).toMatchObject({ status: 'created' })
    expect(body['inquiryId']).not.toBe(lost)
  })

  test.each([
    ['html', 404],
    ['json', 500],
    ['html', 502],
    ['empty', 404],
  ] as const)('is kept after a response of %s with status %i', async (body, status) => {
    const { give, start, current } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status, body, times: 2 })
    expect(await start('ada')).toMatchObject(problem(502, 'persona_unavailable'))
    expect(current.get('ada')).toBe(inquiryId)
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('is reported as finished', async () => {
    const { give, start } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
    expect((await start('ada')).body).toMatchObject({ inquiryId, status: 'approved' })
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('is one for two instances that create it at once', async () => {
    await open()
    const current = new Map<string, string>()
    const start: Partial<StartOptions> = {
      find: async ({ id }) => current.get(id) ?? null,
      claim: async ({ id }, inquiryId) => {
        current.set(id, current.get(id) ?? inquiryId)
        return current.get(id) ?? inquiryId
      },
    }
    const handler = { authorize: async () => true }
    const persona = { fetch: gatherLists(2) }
    const machines = [1, 2].map(() => createTestHost(emulator, { start, handler, persona }))
    const answers = await Promise.all(machines.map((machine) => machine.start('ada')))
    const inquiryId = current.get('ada')
    for (const { body } of answers) expect(body).toMatchObject({ inquiryId, status: 'created' })
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('is another one after the host has dropped a finished one', async () => {
    const { start, current } = await open()
    const first = await start('ada')
    const inquiryId = String(first.body['inquiryId'])
    emulator.simulate.decideInquiry({ inquiryId, status: 'failed' })
    current.delete('ada')
    expect((await start('ada')).body).toMatchObject({ status: 'created' })
    expect(current.get('ada')).not.toBe(inquiryId)
  })

  test('is created although Persona replays an earlier failure', async () => {
    let isWrong = true
    const { start } = await open({
      start: {
        template: ({ id }) => ({
          templateId: isWrong ? 'itmpl_unknown' : emulator.templateId,
          referenceId: id,
        }),
      },
    })
    expect(await start('ada')).toMatchObject(problem(502, 'persona_unavailable'))
    isWrong = false
    expect((await start('ada')).body).toMatchObject({ status: 'created' })
  })

  test('is created again although Persona replays the creation of the one that is gone', async () => {
    const { fetch } = scriptPersona(({ method, url, headers }) => {
      const isListed = url.pathname.endsWith('/inquiries')
      if (method === 'GET' && isListed) return Response.json({ data: [] })
      if (method === 'GET') return Response.json({ errors: [{ title: 'None' }] }, { status: 404 })
      const id = headers.has('idempotency-key') ? 'inq_gone' : 'inq_new'
      return Response.json({ data: { id, attributes: { status: 'created' } } }, { status: 201 })
    })
    const handler = { authorize: async () => true }
    const { start, current } = await open({ persona: { ...nowhere, fetch }, handler })
    current.set('ada', 'inq_gone')
    vi.useFakeTimers({ toFake: ['performance'] })
    await start('ada')
    vi.advanceTimersByTime(2_000)
    expect((await start('ada')).body).toMatchObject({ inquiryId: 'inq_new', status: 'created' })
  })

  test('is one for several concurrent requests', async () => {
    const { start } = await open()
    const answers = await Promise.all([start('ada'), start('ada'), start('ada')])
    expect(new Set(answers.map(({ body }) => body['inquiryId'])).size).toBe(1)
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('is not opened without authorization, even if just created', async () => {
    const { start } = await open({ handler: { authorize: () => Promise.resolve(false) } })
    expect(await start('ada')).toMatchObject(problem(404, 'not_found'))
  })

  test('is not found without the start option', async () => {
    const { send } = await open({ start: 'none' })
    const answer = await send('ada', 'POST', '', { reason: 'start' })
    expect(answer).toMatchObject(problem(404, 'not_found'))
    expect(emulator.calls()).toHaveLength(0)
  })
})

describe('the idempotency key of a creation', () => {
  test('is the same for the same person and the same newest inquiry', async () => {
    const key = await getIdempotencyKey('ada', [{ id: 'inq_2' }, { id: 'inq_1' }])
    expect(await getIdempotencyKey('ada', [{ id: 'inq_2' }])).toBe(key)
  })

  test('differs for every other person, and for the next inquiry', async () => {
    const keys = await Promise.all([
      getIdempotencyKey('ada', []),
      getIdempotencyKey('bob', []),
      getIdempotencyKey('ada', [{ id: 'inq_1' }]),
      getIdempotencyKey('ada', [{ id: 'inq_2' }]),
      getIdempotencyKey('ada","inq_1', []),
    ])
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('does not reveal the person', async () => {
    expect(await getIdempotencyKey('ada@example.com', [])).not.toContain('ada')
  })
})

function redact(inquiryId: string): Promise<unknown> {
  const { apiUrl, apiKey } = emulator
  return fetch(`${apiUrl}/inquiries/${inquiryId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${apiKey}` },
  })
}
