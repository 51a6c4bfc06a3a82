import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSessionStore, type StoredSession } from './session-store.ts'

const now = Date.parse('2026-01-01T00:00:00Z')
const owner = { subjectId: 'ada', inquiryId: 'inq_1' }
const session = (sessionToken: string, expiresAt: number | null = now + 1000): StoredSession => ({
  sessionToken,
  expiresAt,
})

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('returns a session until it expires', async () => {
  const memory = createSessionStore()
  await memory.set(owner, session('first'))
  vi.setSystemTime(now + 999)
  expect(await memory.get(owner)).toEqual(session('first'))
  vi.setSystemTime(now + 1000)
  expect(await memory.get(owner)).toBeUndefined()
})

test('keeps a session with an unknown deadline for a day', async () => {
  const memory = createSessionStore()
  await memory.set(owner, session('first', null))
  vi.setSystemTime(now + 24 * 60 * 60 * 1000 - 1)
  expect(await memory.get(owner)).toEqual(session('first', null))
  vi.setSystemTime(now + 24 * 60 * 60 * 1000)
  expect(await memory.get(owner)).toBeUndefined()
})

test('keeps people and inquiries apart', async () => {
  const memory = createSessionStore()
  await memory.set(owner, session('first'))
  expect(await memory.get({ ...owner, subjectId: 'bob' })).toBeUndefined()
  expect(await memory.get({ ...owner, inquiryId: 'inq_2' })).toBeUndefined()
})

test('deletes a session', async () => {
  const memory = createSessionStore()
  await memory.set(owner, session('first'))
  await memory.delete(owner)
  expect(await memory.get(owner)).toBeUndefined()
})

test('drops the least recently used session', async () => {
  const memory = createSessionStore({ maxSessions: 2 })
  const [first, second, third] = ['inq_1', 'inq_2', 'inq_3'].map((inquiryId) => ({
    ...owner,
    inquiryId,
  }))
  if (!first || !second || !third) throw new Error('There are three.')
  await memory.set(first, session('first'))
  await memory.set(second, session('second'))
  await memory.get(first)
  await memory.set(third, session('third'))
  expect(await memory.get(second)).toBeUndefined()
  expect(await memory.get(first)).toEqual(session('first'))
  expect(await memory.get(third)).toEqual(session('third'))
})
