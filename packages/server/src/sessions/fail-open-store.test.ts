import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSessionStore, type SessionStore } from './session-store.ts'
import { inquiryBody, nowhere, scriptPersona, tokenWith } from '../../testing/scripted-persona.ts'
import { createDeferred, type Deferred } from '../../testing/deferred.ts'
import { createTestHost, type TestHost } from '../../testing/test-host.ts'
import { hashOf, loadWidget } from '../../testing/use-token.ts'

let emulator: PersonaEmulator
beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  vi.useRealTimers()
  await emulator.close()
})

const down = (_owner: unknown, session?: unknown): Promise<never> =>
  Promise.reject(
    Object.assign(new Error(`The store is down: ${JSON.stringify(session)}`), { command: session }),
  )
const broken: SessionStore = { get: down, set: down, delete: down }
const throwing: SessionStore = {
  get() {
    throw new Error('The store is down.')
  },
  set() {
    throw new Error('The store is down.')
  },
  delete() {
    throw new Error('The store is down.')
  },
}

const silent: SessionStore = {
  get: () => new Promise(() => {}),
  set: () => new Promise(() => {}),
  delete: () => new Promise(() => {}),
}

test.each([
  ['rejects', broken],
  ['throws', throwing],
  ['never responds', silent],
])('returns the token although the store %s, and logs that', async (_name, sessions) => {
  const { give, session, log } = createTestHost(emulator, { handler: { sessions } })
  const inquiryId = await give('ada', 'pending')
  const { status, body } = await session('ada', inquiryId)
  expect(status).toBe(200)
  expect(body).toMatchObject({ inquiryId, status: 'pending' })
  for (const operation of ['get', 'set']) {
    expect(log).toContainEqual({
      level: 'error',
      event: 'session_store',
      outcome: 'failed',
      subjectId: 'ada',
      inquiryId,
      message: expect.stringContaining(`sessions.${operation} failed`) as unknown,
    })
  }
  expect(typeof body['sessionToken']).toBe('string')
  expect(JSON.stringify(log)).not.toContain(body['sessionToken'])
})

test.each([undefined, 'x', Symbol('x'), Object.create(null)])(
  'serves people although the store throws no error',
  async (thrown) => {
    const wrong = () => Promise.reject(thrown)
    const sessions = {
      get: wrong,
      set: wrong,
      delete: wrong,
      markExpired: wrong,
      getExpired: wrong,
    }
    const { give, session, expiry } = createTestHost(emulator, { handler: { sessions } })
    const inquiryId = await give('ada', 'pending')
    const { status, body } = await session('ada', inquiryId)
    expect(status).toBe(200)
    const ended = await expiry('ada', inquiryId, hashOf(body['sessionToken']))
    expect(ended).toMatchObject({ status: 200, body: { expired: null } })
  },
)

test('logs nothing of a token that the store read, or cut off', async () => {
  const stored = tokenWith({ exp: 2_000_000_000 })
  const cut = (token: string) => new Error(`The store is down: ${token.slice(0, -5)}`)
  const sessions: SessionStore = {
    get: () => Promise.reject(cut(stored)),
    set: (_owner, session) => Promise.reject(cut(session.sessionToken ?? '')),
    delete: () => Promise.resolve(),
  }
  const { give, session, log } = createTestHost(emulator, { handler: { sessions } })
  const { body } = await session('ada', await give('ada', 'pending'))
  const messages = JSON.stringify(log)
  expect(messages).toContain('sessions.get failed')
  expect(messages).toContain('sessions.set failed')
  expect(messages).not.toContain(stored.slice(0, 20))
  expect(messages).not.toContain(String(body['sessionToken']).slice(0, 20))
})

test('works without the store on every other route', async () => {
  const { give, send, session, log } = createTestHost(emulator, { handler: { sessions: broken } })
  const inquiryId = await give('ada', 'pending')
  expect((await session('ada', inquiryId, 'session_expired')).status).toBe(200)
  emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
  expect((await session('ada', inquiryId)).body).toMatchObject({ status: 'approved' })
  expect((await send('ada', 'GET', `/${inquiryId}`)).body).toMatchObject({ status: 'approved' })
  const messages = log.map(({ message }) => message ?? '')
  expect(messages.some((message) => message.startsWith('sessions.delete failed'))).toBe(true)
})

describe('a store that is gone', () => {
  /** Requests a session, loads a widget with it, and returns its token. */
  async function load(host: TestHost, inquiryId: string, reason = 'start'): Promise<string> {
    const { status, body } = await host.session('ada', inquiryId, reason)
    expect(status).toBe(200)
    await loadWidget(emulator, inquiryId, body['sessionToken'])
    return String(body['sessionToken'])
  }

  test.each([
    ['rejects', broken],
    ['throws', throwing],
    ['has lost everything', { ...broken, get: async () => undefined }],
  ])('costs no one a session, and locks no one out, if it %s', async (_name, sessions) => {
    const host = createTestHost(emulator, { handler: { sessions } })
    const inquiryId = await host.give('ada', 'pending')
    const first = await load(host, inquiryId)
    for (let count = 0; count < 12; count += 1) expect(await load(host, inquiryId)).toBe(first)
    expect(emulator.sessions(inquiryId)).toHaveLength(1)
  })

  test('does not let a session that Persona returns again count as new', async () => {
    const host = createTestHost(emulator, { handler: { sessions: broken } })
    const inquiryId = await host.give('ada', 'pending')
    for (let count = 0; count < 12; count += 1) {
      expect((await host.session('ada', inquiryId, 'session_expired')).status).toBe(200)
    }
    expect(emulator.sessions(inquiryId)).toHaveLength(1)
  })

  test('does not bring back a token that was reported as expired', async () => {
    const host = createTestHost(emulator, { handler: { sessions: broken } })
    const inquiryId = await host.give('ada', 'pending')
    const dead = await load(host, inquiryId)
    emulator.simulate.killSession({ inquiryId })
    const fresh = await load(host, inquiryId, 'session_expired')
    expect(fresh).not.toBe(dead)
    expect(await load(host, inquiryId)).toBe(fresh)
  })

  test.each([1, 2, 3])('for look-up %i alone does not either', async (failing) => {
    const inner = createSessionStore()
    let lookUps = -Infinity
    const sessions: SessionStore = {
      ...inner,
      get: async (owner) => {
        lookUps += 1
        if (lookUps === failing) throw new Error('ECONNRESET')
        return await inner.get(owner)
      },
    }
    // The process that serves the report has not served the person before.
    const create = () =>
      createTestHost(emulator, { handler: { sessions, authorize: async () => true } })
    const [one, other] = [create(), create()]
    const inquiryId = await one.give('ada', 'pending')
    const dead = await load(one, inquiryId)
    emulator.simulate.killSession({ inquiryId })
    lookUps = 0
    const { body } = await other.session('ada', inquiryId, 'session_expired')
    expect(lookUps).toBeGreaterThanOrEqual(failing)
    expect(body['sessionToken']).toEqual(expect.any(String))
    expect(body['sessionToken']).not.toBe(dead)
  })
})

const noSession = [null, 'x', 7, {}, [null], Symbol('x'), new Date()]
const wrongSessions = [
  { sessionToken: 7, expiresAt: null },
  { sessionToken: '', expiresAt: null },
  { sessionToken: 'x', expiresAt: '2026-03-01' },
  { sessionToken: 'x', expiresAt: 1 },
  { sessionToken: null, expiresAt: null, ended: 'x' },
  { sessionToken: null, expiresAt: null, ended: [null, { tokenHash: 7 }] },
]
test.each([...noSession, ...wrongSessions])(
  'serves people although the store returns %j',
  async (value) => {
    const wrong = () => Promise.resolve(value as never)
    const sessions = { ...createSessionStore(), get: wrong, getExpired: wrong }
    const { give, session, expiry } = createTestHost(emulator, { handler: { sessions } })
    const inquiryId = await give('ada', 'pending')
    const { status, body } = await session('ada', inquiryId)
    expect(status).toBe(200)
    const again = await session('ada', inquiryId)
    expect(body['sessionToken']).toEqual(expect.stringMatching(/../))
    expect(again.body['sessionToken']).toBe(body['sessionToken'])
    const ended = await expiry('ada', inquiryId, hashOf(body['sessionToken']))
    expect(ended).toMatchObject({ status: 200 })
  },
)

test('costs a request one second in all while it never responds, and the next ones nothing', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  let calls = 0
  let called: Deferred<void> = createDeferred()
  const never = () => {
    calls += 1
    called.resolve()
    return new Promise<never>(() => {})
  }
  const hanging = { consume: never, reward: never }
  const { give, session } = createTestHost(emulator, {
    handler: {
      sessions: { get: never, set: never, delete: never },
      rateLimit: { requests: hanging, sessions: hanging, links: hanging, inquiries: hanging },
    },
  })
  const inquiryId = await give('ada', 'pending')

  // The first finds that the limits are late, the second that the sessions are.
  for (const expected of [1, 2]) {
    called = createDeferred()
    const answer = session('ada', inquiryId, 'session_expired')
    await called.promise
    await vi.advanceTimersByTimeAsync(1000)
    expect((await answer).status).toBe(200)
    expect(calls).toBe(expected)
  }
  for (const reason of ['session_expired', 'session_suspect', 'start']) {
    expect((await session('ada', inquiryId, reason)).status).toBe(200)
  }
  expect(calls).toBe(2)
})

test('of a session that is about to expire does not make its time negative', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const sessions: SessionStore = {
    ...createSessionStore(),
    set: async () => void vi.setSystemTime(Date.now() + 2000),
  }
  const { fetch } = scriptPersona(() =>
    Response.json(
      inquiryBody(
        { 'expires-at': new Date(Date.now() + 1000).toISOString() },
        { 'session-token': 'x' },
      ),
    ),
  )
  const { session } = createTestHost(emulator, {
    persona: { ...nowhere, fetch },
    handler: { sessions, authorize: async () => true },
  })
  const { body } = await session('ada', 'inq_1', 'session_expired')
  expect(body).toMatchObject({ sessionToken: 'x', expiresIn: 0 })
})
