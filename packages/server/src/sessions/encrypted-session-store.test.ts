import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEncryptedSessionStore, type KeyValueStore } from './encrypted-session-store.ts'

const secret = 'a secret of thirty-two characters'
const other = 'another secret, which is long too'
const owner = { subjectId: 'ada@example.com', inquiryId: 'inq_1' }
const session = { sessionToken: 'eyJhbGciOiJIUzI1NiJ9.e30.x', expiresAt: null }

let texts: Map<string, string>
let store: KeyValueStore

beforeEach(() => {
  texts = new Map()
  store = {
    get: async (key) => texts.get(key) ?? null,
    set: async (key, text) => void texts.set(key, text),
    delete: async (key) => void texts.delete(key),
  }
})
afterEach(() => {
  vi.useRealTimers()
})

test('shares a session with other stores of the same secret', async () => {
  await createEncryptedSessionStore({ store, secrets: [secret] }).set(owner, session)
  const elsewhere = createEncryptedSessionStore({ store, secrets: [secret] })
  expect(await elsewhere.get(owner)).toEqual(session)
  await elsewhere.delete(owner)
  expect(await elsewhere.get(owner)).toBeUndefined()
  expect(texts.size).toBe(0)
})

test('returns nothing to another person, or for another inquiry', async () => {
  const memory = createEncryptedSessionStore({ store, secrets: [secret] })
  await memory.set(owner, session)
  expect(await memory.get({ ...owner, subjectId: 'bob' })).toBeUndefined()
  expect(await memory.get({ ...owner, inquiryId: 'inq_2' })).toBeUndefined()
  expect(await memory.get({ subjectId: '1 ada@example.com', inquiryId: 'inq_' })).toBeUndefined()
})

test('stores nothing that can be read', async () => {
  await createEncryptedSessionStore({ store, secrets: [secret] }).set(owner, session)
  const stored = JSON.stringify([...texts])
  for (const part of [session.sessionToken, 'eyJhbGciOiJIUzI1NiJ9', 'ada', 'inq_1', secret]) {
    expect(stored).not.toContain(part)
  }
})

test('rejects a session that was moved to another owner', async () => {
  const memory = createEncryptedSessionStore({ store, secrets: [secret] })
  const mallory = { subjectId: 'mallory', inquiryId: 'inq_1' }
  await memory.set(owner, session)
  const [text = ''] = texts.values()
  await memory.set(mallory, { sessionToken: 'hers', expiresAt: null })
  const key = [...texts.keys()].at(-1) ?? ''
  texts.set(key, text)
  await expect(memory.get(mallory)).rejects.toThrow('not of this person')
})

test.each(['', 'not encrypted', '{"sessionToken":"forged","expiresAt":null}', 'a.b.c.d.e'])(
  'rejects what was not encrypted with its secret: %j',
  async (text) => {
    const memory = createEncryptedSessionStore({ store, secrets: [secret] })
    await memory.set(owner, session)
    for (const key of texts.keys()) texts.set(key, text)
    await expect(memory.get(owner)).rejects.toThrow(/JWE|decrypt|Protected Header/i)
  },
)

test('decrypts with a secret that has been replaced', async () => {
  await createEncryptedSessionStore({ store, secrets: [other] }).set(owner, session)
  expect(await createEncryptedSessionStore({ store, secrets: [secret] }).get(owner)).toBeUndefined()
  const rotated = createEncryptedSessionStore({ store, secrets: [secret, other] })
  expect(await rotated.get(owner)).toEqual(session)
  await rotated.delete(owner)
  expect(texts.size).toBe(0)
})

test('drops a session at its deadline, and passes the lifetime to the store', async () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const lifetimes: number[] = []
  const memory = createEncryptedSessionStore({
    store: {
      ...store,
      set: async (key, text, lifetime) => {
        lifetimes.push(lifetime)
        texts.set(key, text)
      },
    },
    secrets: [secret],
  })
  await memory.set(owner, { ...session, expiresAt: 1_005_000 })
  await memory.set({ ...owner, inquiryId: 'inq_2' }, session)
  await memory.set({ ...owner, inquiryId: 'inq_3' }, { ...session, expiresAt: 999_999 })
  expect(lifetimes).toEqual([5_000, 24 * 60 * 60 * 1000])
  vi.setSystemTime(1_005_000)
  expect(await memory.get(owner)).toBeUndefined()
})

test('rejects a short secret', () => {
  expect(() => createEncryptedSessionStore({ store, secrets: ['short'] })).toThrow('32 characters')
  expect(() => createEncryptedSessionStore({ store, secrets: [secret, 'short'] })).toThrow(
    TypeError,
  )
})

test('keeps all of a session, and decrypts what an earlier version stored', async () => {
  const memory = createEncryptedSessionStore({ store, secrets: [secret] })
  const whole = {
    ...session,
    tokenHash: '0123456789abcdef',
    ended: [
      { tokenHash: 'fedcba9876543210', sessionId: 'iqse_1', issuedAt: 5 },
      { tokenHash: '0000000000000000', sessionId: null, issuedAt: null },
    ],
  }
  await memory.set(owner, whole)
  expect(await memory.get(owner)).toEqual(whole)
  await memory.set(owner, { ...whole, sessionToken: null })
  expect(await memory.get(owner)).toEqual({ ...whole, sessionToken: null })
  await memory.set(owner, session)
  expect(await memory.get(owner)).toEqual(session)
})

describe('the end of a session', () => {
  const first = { sessionId: 'iqse_first', at: 5 }
  const second = { sessionId: 'iqse_second', at: 6 }

  test('is shared, encrypted, and kept for three days', async () => {
    const lifetimes: number[] = []
    const timed: KeyValueStore = {
      ...store,
      set: async (key, text, lifetime) => {
        lifetimes.push(lifetime)
        await store.set(key, text, lifetime)
      },
    }
    const [here, there] = [1, 2].map(() =>
      createEncryptedSessionStore({ store: timed, secrets: [secret] }),
    )
    await here?.markExpired('inq_1', first)
    await here?.markExpired('inq_1', first)
    await there?.markExpired('inq_1', second)
    expect(await here?.getExpired('inq_1')).toEqual([first, second])
    expect(await here?.getExpired('inq_2')).toEqual([])
    expect(lifetimes).toEqual([3, 3].map((days) => days * 24 * 60 * 60 * 1000))
    const stored = JSON.stringify([...texts])
    for (const part of ['inq_1', 'iqse_first', secret]) expect(stored).not.toContain(part)
  })

  test('survives many at the same time, on several instances', async () => {
    const here = createEncryptedSessionStore({ store, secrets: [secret] })
    const there = createEncryptedSessionStore({ store, secrets: [secret] })
    const marks = Array.from({ length: 25 }, (_, at) => ({ sessionId: `iqse_${at}`, at }))
    const pick = (index: number) => (index % 2 === 0 ? here : there)
    await Promise.all(marks.map((mark, index) => pick(index).markExpired('inq_1', mark)))
    const found = await here.getExpired('inq_1')
    expect(new Set(found.map(({ sessionId }) => sessionId)).size).toBe(25)
  })

  test('is known while a secret is replaced, of the time before it too', async () => {
    await createEncryptedSessionStore({ store, secrets: [other] }).markExpired('inq_1', first)
    const rotated = createEncryptedSessionStore({ store, secrets: [secret, other] })
    await rotated.markExpired('inq_1', second)
    expect(await rotated.getExpired('inq_1')).toEqual([second, first])
  })

  test.each(['moved from another inquiry', 'forged', 'a session'])(
    'is rejected if it is %s',
    async (kind) => {
      const memory = createEncryptedSessionStore({ store, secrets: [secret] })
      await memory.markExpired('inq_1', first)
      const [key = ''] = texts.keys()
      texts.clear()
      if (kind === 'a session') await memory.set({ subjectId: '', inquiryId: 'inq_1' }, session)
      else await memory.markExpired('inq_2', first)
      const [text = ''] = texts.values()
      texts.set(key, kind === 'forged' ? JSON.stringify([first]) : text)
      await expect(memory.getExpired('inq_1')).rejects.toThrow(/JWE|not of this/)
    },
  )
})
