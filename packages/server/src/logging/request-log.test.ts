import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, expect, test, vi } from 'vitest'
import type { Answer } from '../../testing/answer.ts'
import { recordSpans } from '../../testing/record-spans.ts'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { createTestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator
afterEach(async () => {
  await emulator.close()
})

const duration: unknown = expect.any(Number)
const requestId: unknown = expect.stringMatching(/^req_/)

test('logs what was created, replaced and discarded', async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  const { give, start, log, current } = createTestHost(emulator, {
    handler: { outdatedTemplate: 'replace' },
  })
  const outdated = await give('ada', 'pending')
  emulator.simulate.publishTemplateVersion()
  await start('ada')
  const inquiryId = current.get('ada')
  expect(inquiryId).not.toBe(outdated)
  const done = { level: 'info', outcome: 'done', subjectId: 'ada', inquiryId }
  expect(log).toEqual([
    { ...done, event: 'inquiry_created' },
    { ...done, event: 'inquiry_replaced' },
    {
      level: 'info',
      event: 'request',
      action: 'start',
      outcome: 'no_token_needed',
      subjectId: 'ada',
      inquiryId,
      status: 200,
      requestId,
      durationMs: duration,
    },
  ])
})

test('logs only the message of a failed fetch, whose error may hold the key', async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  let current: string | null = null
  const { start, log } = createTestHost(emulator, {
    start: {
      find: async () => current,
      claim: async () => {
        current = 'inq_first'
        return current
      },
    },
    handler: { authorize: async () => true },
    persona: {
      fetch: async (input, init) => {
        const request = new Request(input, init)
        if (!request.url.endsWith('/expire')) return await fetch(request)
        const headers = Object.fromEntries(request.headers)
        throw Object.assign(new TypeError('fetch failed'), { request: headers })
      },
    },
  })
  await start('ada')
  const discarded = await vi.waitUntil(() =>
    log.find(({ event, outcome }) => event === 'inquiry_discarded' && outcome === 'failed'),
  )
  expect(discarded.message).toMatch(/could not be reached/)
  expect(discarded).not.toHaveProperty('error')
})

test('logs person, inquiry, action and outcome of each request', async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  const { give, session, send, log } = createTestHost(emulator)
  const inquiryId = await give('ada', 'pending')
  await session('ada', inquiryId)
  await session('ada', inquiryId)
  await send(undefined, 'GET', `/${inquiryId}`)
  await send('bob', 'GET', `/${inquiryId}`)
  const common = { event: 'request', level: 'info', inquiryId, durationMs: duration }
  const minted = { action: 'session', subjectId: 'ada', status: 200, outcome: 'token_minted' }
  expect(log).toEqual([
    { ...common, ...minted, requestId },
    { ...common, ...minted, outcome: 'token_reused', requestId },
    { ...common, action: 'summary', status: 401, outcome: 'signed_out' },
    { ...common, action: 'summary', subjectId: 'bob', status: 404, outcome: 'not_found' },
  ])
})

test('holds nothing that an error of Persona repeats', async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  const secrets = ['opaque-token-1', 'https://withpersona.com/verify?code=us1-1', 'Xanthippe']
  let secret = ''
  let status = 200
  const { fetch } = scriptPersona(() => {
    const meta = { 'session-token': 'opaque-token-1', 'one-time-link': secrets[1] }
    if (status === 200) return Response.json(inquiryBody({}, meta))
    const body = { errors: [{ title: `Not ${secret}`, details: secret }] }
    return Response.json(body, { status, statusText: secret })
  })
  const host = createTestHost(emulator, {
    persona: { ...nowhere, fetch },
    handler: { authorize: async () => true },
  })
  await host.session('ada', 'inq_1')
  await host.send('ada', 'POST', '/inq_1/one-time-link', {})
  for (secret of secrets) {
    for (status of [400, 403, 404, 409, 422, 429]) {
      await host.session('ada', 'inq_1', 'session_expired')
      await host.send('ada', 'POST', '/inq_1/one-time-link', {})
      await host.start('ada')
    }
  }
  expect(new Set(host.log.map(({ outcome }) => outcome))).toContain('persona_unavailable')
  for (const text of secrets) expect(JSON.stringify(host.log)).not.toContain(text)
})

test('holds no token, link, key or answer of the person, whatever happens', async () => {
  const spans = recordSpans()
  const written: unknown[] = []
  const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...values: unknown[]) => {
      written.push(values)
    }),
  )
  emulator = await createPersonaEmulator({ sessionCap: 4, requestsPerMinute: Infinity })
  const template = () => ({
    templateId: emulator.templateId,
    referenceId: 'person-7',
    fields: { 'name-first': 'Xanthippe', birthdate: '1973-11-29' },
  })
  const host = createTestHost(emulator, { start: { template } })
  const inquiryId = await host.give('ada', 'pending')
  const secrets: unknown[] = [emulator.apiKey, 'Xanthippe', '1973-11-29', 'Lovelace']
  const keep = ({ body }: Answer) => secrets.push(body['sessionToken'], body['url'])
  keep(await host.session('ada', inquiryId))
  keep(await host.session('ada', inquiryId, 'session_suspect'))
  keep(await host.send('ada', 'POST', `/${inquiryId}/one-time-link`, {}))
  for (const status of [200, 400, 401, 403, 404, 409, 422, 500, 502]) {
    for (const body of ['json', 'html'] as const) {
      emulator.simulate.failApi({ failure: 'status', status, body, times: 2 })
      keep(await host.session('ada', inquiryId, 'session_expired'))
      emulator.simulate.restore()
    }
  }
  for (let times = 0; times < 5; times += 1) {
    emulator.simulate.killSession({ inquiryId })
    keep(await host.session('ada', inquiryId, 'session_expired'))
  }
  emulator.simulate.decideInquiry({ inquiryId, status: 'completed' })
  keep(await host.session('ada', inquiryId, 'session_expired'))
  keep(await host.start('bob'))
  emulator.simulate.failApi({ failure: 'status', status: 429 })
  keep(await host.start('cleo'))
  for (const spy of consoles) spy.mockRestore()

  const found = secrets.filter((secret) => typeof secret === 'string')
  expect(found.length).toBeGreaterThan(5)
  expect(new Set(host.log.map(({ outcome }) => outcome))).toEqual(
    new Set([
      'token_minted',
      'link',
      'persona_unavailable',
      'not_found',
      'rate_limited',
      'sessions_exhausted',
      'finished',
      'no_token_needed',
      'done',
    ]),
  )
  const inSpans = spans().map(({ name, attributes, events, links, status }) => [
    name,
    attributes,
    events,
    links,
    status,
  ])
  expect(inSpans.length).toBeGreaterThan(20)
  const everything = JSON.stringify([host.log, written, inSpans], (_key, value: unknown) =>
    value instanceof Error ? [value.stack, value.cause, Object.entries(value)] : value,
  )
  for (const secret of found) expect(everything).not.toContain(secret)
  expect(everything).not.toMatch(/eyJ/)
})
