import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { mounts } from '../../testing/mounts.ts'
import { inquiryBody, nowhere, scriptPersona, tokenWith } from '../../testing/scripted-persona.ts'
import { createTestHost, type TestHost, type TestHostOptions } from '../../testing/test-host.ts'
import { hashOf, loadWidget } from '../../testing/use-token.ts'
import { createEncryptedSessionStore } from '../sessions/encrypted-session-store.ts'
import { createSessionStore, type SessionStore } from '../sessions/session-store.ts'

let emulator: PersonaEmulator
beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  await emulator.close()
})

const anyone = () => Promise.resolve(true)

/** A store of encrypted texts in this process. */
function createEncryptedStore(): Required<SessionStore> {
  const texts = new Map<string, string>()
  return createEncryptedSessionStore({
    secrets: ['a secret of thirty-two characters'],
    store: {
      get: async (key) => texts.get(key) ?? null,
      set: async (key, text) => void texts.set(key, text),
      delete: async (key) => void texts.delete(key),
    },
  })
}

describe.each([
  ["this process's memory", createSessionStore],
  ['an encrypted store', createEncryptedStore],
])('the end of a session in %s', (_name, createStore) => {
  let sessions: Required<SessionStore>
  let host: TestHost
  let inquiryId: string

  beforeEach(async () => {
    sessions = createStore()
    host = createTestHost(emulator, { handler: { sessions } })
    inquiryId = await host.give('ada', 'pending')
  })

  /** Requests a session, and loads a widget with it. */
  async function load(person = 'ada', reason = 'start', named?: string): Promise<string> {
    const { body } = await host.session(person, inquiryId, reason, named)
    await loadWidget(emulator, inquiryId, body['sessionToken'])
    return String(body['sessionToken'])
  }
  const latest = () => emulator.sessions(inquiryId).at(-1)?.id ?? ''
  const mark = (sessionId: string, at = Date.now()) =>
    sessions.markExpired(inquiryId, { sessionId, at })
  const expired = async (token: string, person = 'ada') =>
    (await host.expiry(person, inquiryId, hashOf(token))).body

  test('is true once Persona has said so, of that session alone', async () => {
    const token = await load()
    const calls = host.calls().length
    expect(await expired(token)).toEqual({ expired: false })
    await mark('iqse_other')
    expect(await expired(token)).toEqual({ expired: false })
    await mark(latest())
    expect(await expired(token)).toEqual({ expired: true })
    expect(host.calls()).toHaveLength(calls)
  })

  test('is known of the tokens that were replaced, and null of any other', async () => {
    const first = await load()
    const firstId = latest()
    emulator.simulate.killSession({ inquiryId })
    const second = await load('ada', 'session_expired', hashOf(first))
    await mark(firstId)
    expect(await expired(first)).toEqual({ expired: true })
    expect(await expired(second)).toEqual({ expired: false })
    expect(await expired('a token of somewhere else')).toEqual({ expired: null })
  })

  test('is null of a token that a browser has named, and that was never stored', async () => {
    const named = hashOf('unknown')
    await load('ada', 'session_expired', named)
    const { body } = await host.expiry('ada', inquiryId, named)
    expect(body).toEqual({ expired: null })
  })

  test('is never true by a clock', async () => {
    const token = await load()
    emulator.simulate.killSession({ inquiryId })
    emulator.simulate.expireInquiry({ inquiryId })
    expect(await expired(token)).toEqual({ expired: false })
  })

  test('is not that of an event from before the token', async () => {
    const token = await load()
    await mark(latest(), Date.now() - 60_000)
    expect(await expired(token)).toEqual({ expired: false })
    await mark(latest(), Date.now() + 1000)
    await mark(latest(), Date.now() - 60_000)
    expect(await expired(token)).toEqual({ expired: true })
  })

  test('is known although the event came before the session was stored', async () => {
    const resumed = await scriptedResume(sessions, 'iqse_early')
    expect(await resumed()).toEqual({ expired: true })
  })

  test('is known to each of two people with one inquiry of their own session alone', async () => {
    host = createTestHost(emulator, { handler: { sessions, authorize: anyone } })
    const hers = await load('ada')
    await mark(latest())
    const his = await load('bob')
    expect(await expired(hers, 'ada')).toEqual({ expired: true })
    expect(await expired(his, 'bob')).toEqual({ expired: false })
    expect(await expired(hers, 'bob')).toEqual({ expired: null })
  })

  test('makes start hand out another one', async () => {
    const dead = await load()
    await mark(latest())
    const fresh = await load()
    expect(fresh).not.toBe(dead)
    expect(await load()).toBe(fresh)
    expect(await load('ada', 'session_expired', hashOf(dead))).toBe(fresh)
  })

  test('is asked for every 20 seconds, unless the host says otherwise', async () => {
    expect((await host.session('ada', inquiryId)).body).toMatchObject({ checkEvery: 20 })
    expect((await host.start('ada')).body).toMatchObject({ checkEvery: 20 })
    const often = createTestHost(emulator, {
      handler: { sessions, authorize: anyone, checkEvery: 5 },
    })
    expect((await often.session('ada', inquiryId)).body).toMatchObject({ checkEvery: 5 })
    const never = createTestHost(emulator, {
      handler: { sessions, authorize: anyone, checkEvery: false },
    })
    expect((await never.session('ada', inquiryId)).body).not.toHaveProperty('checkEvery')
  })
})

/** Lets Persona create a session that has ended before it was stored. */
async function scriptedResume(
  sessions: Required<SessionStore>,
  sessionId: string,
): Promise<() => Promise<unknown>> {
  const seconds = Math.floor(Date.now() / 1000)
  const sessionToken = tokenWith({ sid: sessionId, iat: seconds })
  await sessions.markExpired('inq_1', { sessionId, at: seconds * 1000 })
  const { fetch } = scriptPersona(() =>
    Response.json(inquiryBody({}, { 'session-token': sessionToken })),
  )
  const host = createTestHost(emulator, {
    persona: { ...nowhere, fetch },
    handler: { sessions, authorize: anyone },
  })
  await host.session('ada', 'inq_1', 'session_expired')
  return async () => (await host.expiry('ada', 'inq_1', hashOf(sessionToken))).body
}

describe('whether a session has ended', () => {
  const setUp = async (handler: TestHostOptions['handler'] = {}, token?: string) => {
    const { fetch, sent } = scriptPersona(() =>
      Response.json(inquiryBody({}, { 'session-token': token ?? tokenWith({ sid: 'iqse_1' }) })),
    )
    const host = createTestHost(emulator, {
      persona: { ...nowhere, fetch },
      handler: { authorize: anyone, ...handler },
    })
    const { body } = await host.session('ada', 'inq_1', 'session_expired')
    const ask = () => host.expiry('ada', 'inq_1', hashOf(body['sessionToken']))
    return { host, sent, body, ask }
  }

  test('is unknown of a token that does not name its session', async () => {
    for (const token of ['opaque', tokenWith({ iat: 1 }), tokenWith({ sid: 7 })]) {
      const sessions = createSessionStore()
      const { ask } = await setUp({ sessions }, token)
      await sessions.markExpired('inq_1', { sessionId: 'iqse_1', at: Date.now() })
      expect((await ask()).body).toEqual({ expired: null })
    }
  })

  test('is known of a token that does not say when it was created', async () => {
    const sessions = createSessionStore()
    const { ask } = await setUp({ sessions })
    await sessions.markExpired('inq_1', { sessionId: 'iqse_1', at: 1 })
    expect((await ask()).body).toEqual({ expired: true })
  })

  const { get, set, delete: drop, markExpired, getExpired } = createSessionStore()
  test.each<[string, SessionStore | undefined]>([
    ["the handler's own store", undefined],
    ['a store without both functions', { get, set, delete: drop }],
    ['a store with one of them', { get, set, delete: drop, markExpired }],
    ['a store with the other', { get, set, delete: drop, getExpired }],
  ])('is unknown with %s, and no browser is told to ask', async (_name, sessions) => {
    const { ask, body } = await setUp(sessions && { sessions })
    expect((await ask()).body).toEqual({ expired: null })
    expect(body).not.toHaveProperty('checkEvery')
  })

  test.each<[string, Partial<SessionStore>]>([
    ['fails', { getExpired: () => Promise.reject(new Error('down')) }],
    ['never answers', { getExpired: () => new Promise(() => {}) }],
    [
      'has lost the session',
      { get: async () => undefined, getExpired: () => new Promise(() => {}) },
    ],
  ])('is unknown while the store %s', async (_name, broken) => {
    const { ask } = await setUp({ sessions: { ...createSessionStore(), ...broken } })
    expect(await ask()).toMatchObject({ status: 200, body: { expired: null } })
  })

  test('is told to those who may open the inquiry', async () => {
    const asked: unknown[] = []
    const { host, sent } = await setUp({
      sessions: createSessionStore(),
      authorize: async ({ subject, action }) => {
        asked.push(action)
        return subject.id === 'ada'
      },
    })
    const calls = sent.length
    expect(await host.expiry('bob', 'inq_1', hashOf('x'))).toMatchObject(problem(404, 'not_found'))
    expect(asked.at(-1)).toBe('open')
    const path = `/inq_1/session?tokenHash=${hashOf('x')}`
    expect(await host.send(undefined, 'GET', path)).toMatchObject(problem(401, 'signed_out'))
    expect((await host.send('ada', 'GET', path)).headers['cache-control']).toBe('no-store')
    expect(sent).toHaveLength(calls)
  })

  test.each(Object.entries(mounts))('is told through %s', async (_name, mount) => {
    const sessions = createSessionStore()
    const { host, body } = await setUp({ sessions })
    await sessions.markExpired('inq_1', { sessionId: 'iqse_1', at: Date.now() })
    const { port, close } = await mount(host.handler)
    const url = `http://127.0.0.1:${port}/api/inquiries/inq_1/session?tokenHash=${hashOf(body['sessionToken'])}`
    const response = await fetch(url, { headers: { 'x-person': 'ada' } })
    expect(await response.json()).toEqual({ expired: true })
    await close()
  })

  test('is not told to another site', async () => {
    const { host, sent } = await setUp({ sessions: createSessionStore() })
    const calls = sent.length
    const url = `https://bank.example/api/inquiries/inq_1/session?tokenHash=${hashOf('x')}`
    const headers = { 'x-person': 'ada', 'sec-fetch-site': 'cross-site' }
    expect((await host.handler(new Request(url, { headers }))).status).toBe(403)
    expect(sent).toHaveLength(calls)
  })

  test("counts among the person's requests", async () => {
    const { host } = await setUp({ sessions: createSessionStore() })
    for (let count = 1; count < 120; count += 1) await host.expiry('ada', 'inq_1', hashOf('x'))
    expect(await host.expiry('ada', 'inq_1', hashOf('x'))).toMatchObject({ status: 429 })
  })

  test.each([
    '',
    '?',
    '?tokenHash',
    '?tokenHash=',
    '?tokenHash=0123456789abcde',
    '?tokenHash=0123456789abcdef0',
    '?tokenHash=0123456789ABCDEF',
    '?tokenHash=0123456789abcdeg',
    '?tokenHash=%200123456789abcdef',
    '?tokenHash=0123456789abcdef%00',
    '?tokenHash=0123456789abcdef&tokenHash=0123456789abcdef',
    '?tokenHash[]=0123456789abcdef',
    '?tokenhash=0123456789abcdef',
  ])('is not told for %s', async (query) => {
    const { host } = await setUp({ sessions: createSessionStore() })
    const answer = await host.send('ada', 'GET', `/inq_1/session${query}`)
    expect(answer).toMatchObject(problem(400, 'invalid_request'))
  })
})

test.each([0, -1, NaN, Infinity, '20', true, null])(
  'the time to ask is not %j',
  async (checkEvery) => {
    const handler = { checkEvery: checkEvery as unknown as number }
    expect(() => createTestHost(emulator, { handler })).toThrow('checkEvery must be')
  },
)
