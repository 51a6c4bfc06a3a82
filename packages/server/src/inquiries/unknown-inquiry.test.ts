import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createTestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator
beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await emulator.close()
})

const people = Array.from({ length: 20 }, (_, index) => `person-${index}`)

test.each(['start', 'session_expired'])(
  'is replaced once Persona does not know it for the second time: %s',
  async (reason) => {
    const { give, start, current } = createTestHost(emulator)
    const lost = await give('ada', 'pending')
    emulator.reset()
    const first = await start('ada', reason)
    expect(first).toMatchObject(problem(502, 'persona_unavailable'))
    expect(current.get('ada')).toBe(lost)
    vi.advanceTimersByTime(Number(first.headers['retry-after']) * 1000)
    const { body } = await start('ada', reason)
    expect(body).toMatchObject({ status: 'created', sessionToken: null })
    expect(body['inquiryId']).not.toBe(lost)
    expect(current.get('ada')).toBe(body['inquiryId'])
    expect(emulator.inquiries()).toHaveLength(1)
  },
)

test('is kept if those of other people are unknown too, and an error is logged', async () => {
  const { give, start, current, log } = createTestHost(emulator)
  for (const person of people) await give(person, 'pending')
  const before = new Map(current)
  emulator.reset()
  for (let round = 0; round < 3; round += 1) {
    for (const person of people) {
      expect(await start(person)).toMatchObject(problem(502, 'persona_unavailable'))
    }
    vi.advanceTimersByTime(5_000)
  }
  expect(emulator.inquiries()).toEqual([])
  expect(current).toEqual(before)
  expect(log).toContainEqual(
    expect.objectContaining({
      level: 'error',
      event: 'inquiry_unknown',
      message: expect.stringContaining('API key') as string,
    }),
  )
})

test('is kept if those of other people are unknown at the same moment', async () => {
  const { give, start, current } = createTestHost(emulator)
  for (const person of people) await give(person, 'pending')
  const before = new Map(current)
  emulator.reset()
  const startAll = () => Promise.all(people.map((person) => start(person)))
  await startAll()
  vi.advanceTimersByTime(5_000)
  for (const answer of await startAll()) {
    expect(answer).toMatchObject(problem(502, 'persona_unavailable'))
  }
  expect(emulator.inquiries()).toEqual([])
  expect(current).toEqual(before)
})

test('is replaced at once while Persona knows those of many other people', async () => {
  const { give, start, current } = createTestHost(emulator, {
    handler: { authorize: async () => true },
  })
  for (const person of people) {
    await give(person)
    await start(person)
  }
  for (const person of ['ada', 'bob']) {
    current.set(person, 'inq_lost')
    expect((await start(person)).body).toMatchObject({ status: 'created' })
  }
  current.set('cleo', 'inq_lost')
  expect(await start('cleo')).toMatchObject(problem(502, 'persona_unavailable'))
})

test('is kept if Persona knows it again a moment later', async () => {
  let isLost = true
  const { give, start, current } = createTestHost(emulator, {
    persona: {
      fetch: async (input, init) => {
        if (!isLost) return await fetch(input, init)
        isLost = false
        return Response.json({ errors: [{ title: 'Not found' }] }, { status: 404 })
      },
    },
  })
  const inquiryId = await give('ada', 'pending')
  expect(await start('ada')).toMatchObject(problem(502, 'persona_unavailable'))
  expect((await start('ada')).body).toMatchObject({ inquiryId, status: 'pending' })
  expect(current.get('ada')).toBe(inquiryId)
})

test('does not count a person as known whose inquiry was replaced', async () => {
  const { give, start, current } = createTestHost(emulator)
  await give('ada', 'pending')
  const lost = await give('bob', 'pending')
  emulator.reset()
  await start('ada')
  vi.advanceTimersByTime(2_000)
  expect((await start('ada')).status).toBe(200)
  expect((await start('ada')).status).toBe(200)
  expect(await start('bob')).toMatchObject(problem(502, 'persona_unavailable'))
  vi.advanceTimersByTime(2_000)
  expect(await start('bob')).toMatchObject(problem(502, 'persona_unavailable'))
  expect(current.get('bob')).toBe(lost)
  vi.advanceTimersByTime(10 * 60 * 1000 - 1_000)
  expect((await start('bob')).status).toBe(200)
})
