import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { createTestHost, type TestHost, type TestHostOptions } from '../../testing/test-host.ts'
import { hashOf, loadWidget } from '../../testing/use-token.ts'
import { createSessionStore, type SessionStore } from '../sessions/session-store.ts'

let emulator: PersonaEmulator
let host: TestHost
let inquiryId: string

beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  host = createTestHost(emulator)
  inquiryId = await host.give('ada', 'pending')
})
afterEach(async () => {
  vi.useRealTimers()
  await emulator.close()
})

/** Requests a session, loads a widget with it, and returns its token. */
async function load(reason = 'start', tokenHash?: string, at = host): Promise<string> {
  const { status, body } = await at.session('ada', inquiryId, reason, tokenHash)
  expect(status).toBe(200)
  await loadWidget(emulator, inquiryId, body['sessionToken'])
  return String(body['sessionToken'])
}

const kill = () => emulator.simulate.killSession({ inquiryId })
const sessionCount = () => emulator.sessions(inquiryId).length

/** Creates a second host for the same people, and the same inquiries. */
function another(options: TestHostOptions['handler'] = {}): TestHost {
  return createTestHost(emulator, { handler: { authorize: async () => true, ...options } })
}

describe.each(['session_expired', 'session_suspect'])('a token that is named on %s', (reason) => {
  test('is replaced once, however many tabs name it one after the other', async () => {
    const dead = await load()
    kill()
    const tokens = new Set<string>()
    for (let tab = 0; tab < 12; tab += 1) tokens.add(await load(reason, hashOf(dead)))
    expect(tokens.size).toBe(1)
    expect(sessionCount()).toBe(2)
  })

  test('is replaced once, however many tabs name it at the same time', async () => {
    const dead = await load()
    kill()
    const tabs = Array.from({ length: 12 }, () => load(reason, hashOf(dead)))
    expect(new Set(await Promise.all(tabs)).size).toBe(1)
    expect(sessionCount()).toBe(2)
  })

  test('is replaced though it is unknown', async () => {
    const first = await load()
    kill()
    const second = await load(reason, hashOf('a token of another instance'))
    expect(second).not.toBe(first)
    expect(sessionCount()).toBe(2)
    expect(await load(reason, hashOf('a token of another instance'))).toBe(second)
  })

  test('is known among the last eight, and treated as unknown before', async () => {
    host = another({ rateLimit: false })
    const dead: string[] = []
    for (let count = 0; count < 9; count += 1) {
      dead.push(await load(count === 0 ? 'start' : reason, hashOf(dead.at(-1) ?? '')))
      kill()
    }
    const last = await load(reason, hashOf(dead.at(-1)))
    const [ninth, ...eight] = dead
    for (const token of eight) expect(await load(reason, hashOf(token))).toBe(last)
    expect(await load(reason, hashOf(ninth))).not.toBe(last)
  })

  test('is not handed out again, even if creating another fails', async () => {
    const dead = await load()
    kill()
    emulator.simulate.failApi({ failure: 'status', status: 503, operation: 'resume', times: 2 })
    expect((await host.session('ada', inquiryId, reason, hashOf(dead))).status).toBe(502)
    const next = await load()
    expect(next).not.toBe(dead)
    expect(await load(reason, hashOf(dead))).toBe(next)
    expect(sessionCount()).toBe(2)
  })

  test('heals at the first try on every one of four instances that share nothing', async () => {
    const hosts = Array.from({ length: 4 }, () => another())
    const tokens: string[] = []
    for (const one of hosts) tokens.push(await load('start', undefined, one))
    expect(new Set(tokens).size).toBe(4)
    kill()
    for (const one of hosts) {
      const other = tokens.find((_token, index) => hosts[index] !== one)
      expect(tokens).not.toContain(await load(reason, hashOf(other), one))
      kill()
    }
  })

  test('belongs to one person alone, where several may open the inquiry', async () => {
    const [ada, bob] = [another(), another()]
    const hers = await load('start', undefined, ada)
    const his = (await bob.session('bob', inquiryId)).body['sessionToken']
    await loadWidget(emulator, inquiryId, his)
    const answer = await bob.session('bob', inquiryId, reason, hashOf(hers))
    expect([hers, his]).not.toContain(answer.body['sessionToken'])
    expect(await load('start', undefined, ada)).toBe(hers)
  })
})

test('a named token is replaced once, even if it expires by itself in the meantime', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  let sessions = 0
  const { fetch } = scriptPersona(() => {
    sessions += 1
    // The second takes longer than the first one lasts.
    if (sessions === 2) vi.setSystemTime(Date.now() + 2_000)
    const expiresAt = new Date(Date.now() + 1_000).toISOString()
    const meta = { 'session-token': `token ${sessions}` }
    return Response.json(inquiryBody({ 'expires-at': expiresAt }, meta))
  })
  const { session } = createTestHost(emulator, {
    persona: { ...nowhere, fetch },
    handler: { authorize: () => true },
  })
  await session('ada', 'inq_1', 'session_expired')
  for (let tab = 0; tab < 2; tab += 1) {
    const { body } = await session('ada', 'inq_1', 'session_expired', hashOf('token 1'))
    expect(body).toMatchObject({ sessionToken: 'token 2' })
  }
})

test('a token hash is ignored on start', async () => {
  const unknown = hashOf('unknown')
  const token = await load('start', unknown)
  expect(await load('start', hashOf(token))).toBe(token)
  expect(await load()).toBe(token)
  expect(await load('session_expired', unknown)).not.toBe(token)
})

test.each(['', 'abc', '0123456789ABCDEF', '0123456789abcdef0', 7, null, ['0123456789abcdef'], {}])(
  'the token hash %j is malformed',
  async (tokenHash) => {
    for (const path of ['', `/${inquiryId}/session`]) {
      const body = { reason: 'session_expired', tokenHash }
      const answer = await host.send('ada', 'POST', path, body)
      expect(answer).toMatchObject(problem(400, 'invalid_request'))
    }
    expect(host.calls()).toEqual([])
  },
)

test('a request without a token hash is treated as before', async () => {
  const first = await load()
  kill()
  const second = await load('session_expired')
  expect(second).not.toBe(first)
  kill()
  expect(await load('session_expired')).not.toBe(second)
})

test('no log entry contains a token hash', async () => {
  const token = await load()
  await load('session_expired', hashOf(token))
  await host.expiry('ada', inquiryId, hashOf(token))
  expect(JSON.stringify(host.log)).not.toContain(hashOf(token))
})

describe('a shared store', () => {
  /** A store that misses what is written while it is paused, as a replica that lags. */
  function createPausedStore(): { sessions: SessionStore; pause(isPaused: boolean): void } {
    const inner = createSessionStore()
    let isPaused = false
    return {
      pause(value) {
        isPaused = value
      },
      sessions: {
        ...inner,
        set: (owner, session) =>
          isPaused ? Promise.reject(new Error('down')) : inner.set(owner, session),
      },
    }
  }

  test('tells one instance which token another one has replaced', async () => {
    const sessions = createSessionStore()
    const [here, there] = [another({ sessions }), another({ sessions })]
    const dead = await load('start', undefined, here)
    kill()
    const fresh = await load('session_expired', hashOf(dead), there)
    expect(await load('session_expired', hashOf(dead), here)).toBe(fresh)
    expect(await load('start', undefined, here)).toBe(fresh)
    expect(sessionCount()).toBe(2)
  })

  test('that has missed a change does not bring a named token back', async () => {
    const { sessions, pause } = createPausedStore()
    const one = another({ sessions })
    const dead = await load('start', undefined, one)
    kill()
    pause(true)
    const fresh = await load('session_expired', hashOf(dead), one)
    pause(false)
    expect(await load('start', undefined, one)).toBe(fresh)
    expect(await load('start', undefined, another({ sessions }))).toBe(fresh)
    expect(sessionCount()).toBe(2)
  })
})
