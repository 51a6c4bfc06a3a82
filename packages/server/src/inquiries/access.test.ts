import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createTestHost, type TestHostOptions } from '../../testing/test-host.ts'
import { loadWidget } from '../../testing/use-token.ts'
import { getIn } from '../get-in.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'

let emulator: PersonaEmulator
beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  await emulator.close()
})

const start = ['POST', '', { reason: 'start' }] as const
const routes = (inquiryId: string) =>
  [
    ['GET', `/${inquiryId}`, undefined],
    ['POST', `/${inquiryId}/session`, { reason: 'start' }],
    ['POST', `/${inquiryId}/session`, { reason: 'session_expired' }],
    ['GET', `/${inquiryId}/session?tokenHash=0123456789abcdef`, undefined],
    ['POST', `/${inquiryId}/one-time-link`, {}],
  ] as const

test("treats another person's inquiry as absent, without calling Persona", async () => {
  const { give, send, calls } = createTestHost(emulator)
  const theirs = await give('bob', 'pending')
  for (const [method, path, body] of routes(theirs)) {
    const answer = await send('ada', method, path, body)
    expect(answer).toMatchObject(problem(404, 'not_found'))
    expect(await send('ada', method, path.replace(theirs, 'inq_absent'), body)).toEqual(answer)
  }
  expect(calls()).toEqual([])
})

test('keeps the sessions of two people with one inquiry apart', async () => {
  const { give, session } = createTestHost(emulator, {
    handler: { authorize: () => Promise.resolve(true) },
  })
  const inquiryId = await give('ada', 'pending')
  const { body } = await session('ada', inquiryId)
  emulator.simulate.killSession({ inquiryId })
  const other = await session('bob', inquiryId)
  expect(other.body['sessionToken']).not.toBe(body['sessionToken'])
  expect((await session('ada', inquiryId)).body['sessionToken']).toBe(body['sessionToken'])
})

test('gives two people with one inquiry the session that Persona returns to both, until a widget has used it', async () => {
  const { give, session } = createTestHost(emulator, {
    handler: { authorize: () => Promise.resolve(true) },
  })
  const inquiryId = await give('ada', 'pending')
  const { body } = await session('ada', inquiryId)
  expect((await session('bob', inquiryId)).body['sessionToken']).toBe(body['sessionToken'])
  await loadWidget(emulator, inquiryId, body['sessionToken'])
  const { body: next } = await session('cleo', inquiryId)
  expect(next['sessionToken']).not.toBe(body['sessionToken'])
  expect(emulator.sessions(inquiryId)).toHaveLength(2)
})

test('rejects a signed-out person on every route', async () => {
  const { give, send, calls } = createTestHost(emulator)
  const inquiryId = await give('ada', 'pending')
  for (const [method, path, body] of [...routes(inquiryId), start]) {
    expect(await send(undefined, method, path, body)).toMatchObject(problem(401, 'signed_out'))
  }
  expect(calls()).toEqual([])
})

test('authorizes every action', async () => {
  const asked: unknown[] = []
  const { give, send, calls } = createTestHost(emulator, {
    handler: {
      authorize: async (request) => {
        asked.push(request)
        return false
      },
    },
  })
  const inquiryId = await give('ada', 'pending')
  for (const [method, path, body] of [...routes(inquiryId), start]) {
    expect(await send('ada', method, path, body)).toMatchObject(problem(404, 'not_found'))
  }
  expect(asked).toEqual(
    ['read', 'open', 'open', 'open', 'link', 'open'].map((action) => ({
      subject: { id: 'ada' },
      inquiryId,
      action,
      signal: expect.any(AbortSignal) as AbortSignal,
    })),
  )
  expect(calls()).toEqual([])
})

test('accepts only true as authorization', async () => {
  const truthy = { allowed: false } as unknown as boolean
  const { give, session } = createTestHost(emulator, {
    handler: { authorize: () => Promise.resolve(truthy) },
  })
  expect(await session('ada', await give('ada'))).toMatchObject(problem(404, 'not_found'))
})

test.each([
  undefined,
  {},
  { id: undefined },
  { id: '' },
  { id: 7 },
  { id: String(undefined) },
  { id: String(null) },
  { id: String(Number.NaN) },
  { id: '[object Object]' },
])('rejects the subject %j as a mistake of the host', async (subject) => {
  const { give, session, log } = createTestHost(emulator, {
    handler: { authenticate: () => Promise.resolve(subject as { id: string }) },
  })
  expect(await session('ada', await give('ada'))).toMatchObject(problem(500, 'internal'))
  expect(log).toMatchObject([{ level: 'error', outcome: 'internal' }])
  expect(String(log[0]?.error)).toContain('String(user.id)')
})

test('knows a person by the id that authenticate returned, whatever the host does to it later', async () => {
  const subject = { id: 'ada' }
  const { give, session } = createTestHost(emulator, {
    handler: {
      authenticate: ({ headers }) => (headers.get('x-person') === 'ada' ? subject : { id: 'bob' }),
      authorize: (request) => {
        subject.id = 'bob'
        return Object.assign(request, { inquiryId: 'inq_other' }) !== null
      },
    },
  })
  const inquiryId = await give('ada', 'pending')
  const { body } = await session('ada', inquiryId)
  emulator.simulate.killSession({ inquiryId })
  expect(body).toMatchObject({ inquiryId })
  expect((await session('bob', inquiryId)).body['sessionToken']).not.toBe(body['sessionToken'])
})

test("lets each of the host's functions return its result without a promise", async () => {
  const owned = new Set<string>()
  const { handler } = createTestHost(emulator, {
    handler: {
      authenticate: ({ headers }) => ({ id: headers.get('x-person') ?? '' }),
      authorize: ({ inquiryId }) => owned.has(inquiryId),
    },
    start: {
      template: () => ({ templateId: emulator.templateId }),
      find: () => [...owned][0] ?? null,
      claim: (_subject, inquiryId) => {
        owned.add(inquiryId)
        return inquiryId
      },
    },
  })
  const startAs = (person: string) =>
    handler(
      new Request('https://bank.example/api/inquiries', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-person': person },
        body: '{"reason":"start"}',
      }),
    )
  expect(await (await startAs('ada')).json()).toMatchObject({ inquiryId: [...owned][0] })
  expect((await startAs('ada')).status).toBe(200)
})

test("runs a query that the host's function returns unexecuted, once", async () => {
  let executions = 0
  const query: PromiseLike<boolean> = {
    // oxlint-disable-next-line unicorn/no-thenable -- like the query builders of Drizzle and Knex
    then(resolve, reject) {
      executions += 1
      return Promise.resolve(true).then(resolve, reject)
    },
  }
  const { give, session } = createTestHost(emulator, { handler: { authorize: () => query } })
  expect((await session('ada', await give('ada'))).status).toBe(200)
  expect(executions).toBe(1)
})

const throwing = () => {
  throw new Error('secret of the host')
}
test.each<[string, TestHostOptions]>([
  ['authenticate', { handler: { authenticate: throwing } }],
  ['authorize', { handler: { authorize: throwing } }],
  ['start.find', { start: { find: throwing } }],
  ['start.template', { start: { template: throwing } }],
  ['start.claim', { start: { claim: throwing } }],
])('logs what %s throws, and reveals nothing of it', async (name, options) => {
  const host = createTestHost(emulator, options)
  if (!name.startsWith('start.')) await host.give('ada')
  const answer = await host.start('ada')
  expect(answer).toMatchObject(problem(500, 'internal'))
  expect(JSON.stringify(answer.body)).not.toContain('secret')
  const entry = host.log.at(-1)
  expect(entry).toMatchObject({ level: 'error', outcome: 'internal', status: 500 })
  expect(String(entry?.error)).toContain('secret of the host')
})

const { proxy: revoked, revoke } = Proxy.revocable({}, {})
revoke()
test.each<[string, { thrown: unknown }]>([
  ['nothing', { thrown: undefined }],
  ['a string', { thrown: 'secret of the host' }],
  ['an object without a prototype', { thrown: Object.create(null) }],
  ['a revoked proxy', { thrown: revoked }],
])('logs which function has thrown %s in place of an error', async (_name, { thrown }) => {
  const host = createTestHost(emulator, { handler: { authorize: () => Promise.reject(thrown) } })
  const answer = await host.session('ada', await host.give('ada'))
  expect(answer).toMatchObject(problem(500, 'internal'))
  const entry = host.log.at(-1)
  expect(entry).toMatchObject({ level: 'error', outcome: 'internal', status: 500 })
  expect(entry?.error).toEqual(new Error('authorize threw no error.'))
  expect(Object.is(getIn(entry?.error, 'cause'), thrown)).toBe(true)
})

test("takes a failed call to Persona by a function of the host's as one of its own", async () => {
  const failed = new PersonaApiError('rate_limited', 'secret of the host', { retryAfter: 7 })
  const host = createTestHost(emulator, { handler: { authorize: () => Promise.reject(failed) } })
  const answer = await host.session('ada', await host.give('ada'))
  expect(answer).toMatchObject(problem(429, 'rate_limited'))
  expect(answer.headers).toMatchObject({ 'retry-after': '7' })
  expect(JSON.stringify(answer.body)).not.toContain('secret')
})
