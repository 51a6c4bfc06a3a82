import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { hang, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { createTestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator
beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  vi.useRealTimers()
  await emulator.close()
})

const routes = (inquiryId: string) =>
  [
    ['GET', `/${inquiryId}`, undefined],
    ['POST', `/${inquiryId}/session`, { reason: 'start' }],
    ['POST', `/${inquiryId}/session`, { reason: 'session_expired' }],
    ['POST', `/${inquiryId}/one-time-link`, {}],
  ] as const
const text: unknown = expect.any(String)

test.each<[string, Parameters<PersonaEmulator['simulate']['failApi']>[0]]>([
  ['an HTML page', { failure: 'status', status: 502, body: 'html' }],
  ['an empty 500', { failure: 'status', status: 500, body: 'empty' }],
  ['a success in HTML', { failure: 'status', status: 200, body: 'html' }],
  ['a reset connection', { failure: 'reset' }],
])('reports that Persona is unavailable after %s, and recovers', async (_name, fault) => {
  const { give, send, log } = createTestHost(emulator)
  const inquiryId = await give('ada', 'pending')
  emulator.simulate.failApi(fault)
  for (const [method, path, body] of routes(inquiryId)) {
    const answer = await send('ada', method, path, body)
    expect(answer).toMatchObject(problem(502, 'persona_unavailable'))
    expect(log.at(-1)).toMatchObject({ level: 'warn', message: text })
  }
  emulator.simulate.restore()
  expect((await send('ada', 'GET', `/${inquiryId}`)).status).toBe(200)
})

test("passes on Persona's Retry-After", async () => {
  const { give, session } = createTestHost(emulator)
  const inquiryId = await give('ada', 'pending')
  emulator.simulate.failApi({ failure: 'status', status: 503, retryAfter: 7 })
  const answer = await session('ada', inquiryId)
  expect(answer).toMatchObject(problem(502, 'persona_unavailable'))
  expect(answer.headers['retry-after']).toBe('7')
})

test.each<[Record<string, string>, string]>([
  [{ 'ratelimit-reset': '17' }, '17'],
  [{}, '60'],
])("passes on Persona's rate limit: %j", async (headers, retryAfter) => {
  const { fetch } = scriptPersona(() =>
    Response.json({ errors: [{ title: 'Rate limit exceeded' }] }, { status: 429, headers }),
  )
  const { give, session } = createTestHost(emulator, { persona: { ...nowhere, fetch } })
  const answer = await session('ada', await give('ada'))
  expect(answer).toMatchObject(problem(429, 'rate_limited'))
  expect(answer.headers['retry-after']).toBe(retryAfter)
})

test('times out without a response', async () => {
  const { fetch, sent } = scriptPersona(hang)
  const host = createTestHost(emulator, { persona: { ...nowhere, fetch, timeout: 6_000 } })
  const inquiryId = await host.give('ada')
  vi.useFakeTimers()
  const answer = host.session('ada', inquiryId, 'session_expired')
  await vi.waitUntil(() => sent.length === 1)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(await answer).toMatchObject(problem(502, 'persona_unavailable'))
  expect(host.log.at(-1)?.message).toContain('within 6000 ms')
})

test('reports an outage as such to everyone who comes at once, with when to come back', async () => {
  const { fetch } = scriptPersona(hang)
  const host = createTestHost(emulator, {
    persona: { ...nowhere, fetch },
    handler: { authorize: async () => true },
  })
  vi.useFakeTimers()
  const answers = Array.from({ length: 40 }, (_, index) =>
    host.session(`${index}`, `inq_${index}`, 'session_expired'),
  )
  await vi.advanceTimersByTimeAsync(4_500)
  for (const answer of await Promise.all(answers)) {
    expect(answer).toMatchObject(problem(502, 'persona_unavailable'))
  }
  const waits = (await Promise.all(answers)).map(({ headers }) => headers['retry-after'])
  // Those whose call was sent know no more than that it was not answered.
  expect(waits.filter((wait) => wait !== undefined)).toHaveLength(30)
})

test('reports a key of another environment to the log, and leaves the inquiry alone', async () => {
  const { fetch } = scriptPersona(() =>
    Response.json(
      { errors: [{ title: 'Record not found' }] },
      { status: 404, headers: { 'persona-environment-id': 'env_sandbox' } },
    ),
  )
  const host = createTestHost(emulator, {
    persona: { ...nowhere, environmentId: 'env_live', fetch },
  })
  const inquiryId = await host.give('ada', 'pending')
  expect(await host.start('ada')).toMatchObject(problem(502, 'persona_unavailable'))
  expect(host.current.get('ada')).toBe(inquiryId)
  expect(host.log.at(-1)).toMatchObject({ level: 'error', outcome: 'persona_unavailable' })
})

test('reports a wrong key to the log, not to the person', async () => {
  const apiKey = 'persona_sandbox_wrong'
  const { give, session, log } = createTestHost(emulator, { persona: { apiKey } })
  const answer = await session('ada', await give('ada'))
  expect(answer).toMatchObject(problem(502, 'persona_unavailable'))
  expect(JSON.stringify(answer.body)).not.toMatch(/key/i)
  expect(log.at(-1)).toMatchObject({ level: 'error', outcome: 'persona_unavailable' })
  expect(log.at(-1)?.message).toContain('Check the API key')
  expect(log.at(-1)?.requestId).toMatch(/^req_/)
  expect(JSON.stringify(log)).not.toContain(apiKey)
})
