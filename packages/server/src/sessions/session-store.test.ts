import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LogEntry } from '../logging/log.ts'
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

test('logs once that it drops sessions that have not expired', async () => {
  const entries: LogEntry[] = []
  const memory = createSessionStore({ maxSessions: 2, log: (entry) => entries.push(entry) })
  const owners = ['inq_1', 'inq_2', 'inq_3', 'inq_4'].map((inquiryId) => ({ ...owner, inquiryId }))
  const [first, second, ...others] = owners
  if (first === undefined || second === undefined) throw new Error('There are four.')
  await memory.set(first, session('first', now - 1))
  await memory.set(second, session('second'))
  await memory.set(second, session('second'))
  expect(entries).toEqual([])
  for (const other of others) await memory.set(other, session('other'))
  await memory.set(first, session('first'))
  expect(entries).toEqual([
    {
      level: 'warn',
      event: 'session_store',
      outcome: 'evicted',
      message: expect.stringContaining('More than 2 sessions') as unknown,
    },
  ])
})

test('writes to the console that it drops sessions, unless it is given a log', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const memory = createSessionStore({ maxSessions: 1 })
  await memory.set(owner, session('first'))
  await memory.set({ ...owner, inquiryId: 'inq_2' }, session('second'))
  await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce())
  warn.mockRestore()
})

test('remembers each session of an inquiry that has ended, by its latest end', async () => {
  const memory = createSessionStore()
  expect(await memory.getExpired('inq_1')).toEqual([])
  await memory.markExpired('inq_1', { sessionId: 'iqse_1', at: 5 })
  await memory.markExpired('inq_1', { sessionId: 'iqse_2', at: 6 })
  await memory.markExpired('inq_1', { sessionId: 'iqse_1', at: 7 })
  await memory.markExpired('inq_1', { sessionId: 'iqse_1', at: 6 })
  expect(await memory.getExpired('inq_1')).toEqual([
    { sessionId: 'iqse_2', at: 6 },
    { sessionId: 'iqse_1', at: 7 },
  ])
  expect(await memory.getExpired('inq_2')).toEqual([])
})

test('forgets the end of a session after three days, since Persona repeats it for two', async () => {
  const memory = createSessionStore()
  await memory.markExpired('inq_1', { sessionId: 'iqse_1', at: 5 })
  vi.setSystemTime(now + 3 * 24 * 60 * 60 * 1000 - 1)
  expect(await memory.getExpired('inq_1')).toHaveLength(1)
  vi.setSystemTime(now + 3 * 24 * 60 * 60 * 1000)
  expect(await memory.getExpired('inq_1')).toEqual([])
})
