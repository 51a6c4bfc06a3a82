import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SessionStore } from './session-store.ts'
import { tokenWith } from '../../testing/scripted-persona.ts'
import { createTestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator
beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
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
