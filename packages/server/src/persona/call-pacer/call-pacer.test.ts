import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPacer, type Pacer, type Passage } from './call-pacer.ts'
import { PersonaApiError } from '../persona-api-error.ts'

const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

/** An answer of Persona, with what it says about its limit. */
function answer(limit: number, remaining: number, reset: number, status = 200): Response {
  return new Response(null, {
    status,
    headers: {
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(reset),
    },
  })
}

/** A pacer that has learned the limit from one answer. */
async function informed(limit: number, remaining: number, reset = 60): Promise<Pacer> {
  const pacer = createPacer()
  const passage = await pacer.enter('the first', 0, undefined)
  passage.end(answer(limit, remaining, reset))
  return pacer
}

/** The passage, or the seconds until the appointment; time passes meanwhile. */
async function enter(pacer: Pacer, caller: string, furtherCalls = 0): Promise<Passage | number> {
  const entered = pacer.enter(caller, furtherCalls, undefined).catch((error: unknown) => {
    if (error instanceof PersonaApiError && error.kind === 'rate_limited') return error.retryAfter
    throw error
  })
  await vi.advanceTimersByTimeAsync(0)
  const result = await entered
  if (result === undefined) throw new Error('A refusal must say for how long.')
  return result
}

function isAppointment(result: Passage | number): result is number {
  return typeof result === 'number'
}

describe('while nobody knows the limit', () => {
  test('few calls go at once, and the others when the first answer has come', async () => {
    const pacer = createPacer()
    const passages: Passage[] = []
    const entered = Array.from({ length: 30 }, (_, index) =>
      pacer.enter(`${index}`, 0, undefined).then((passage) => passages.push(passage)),
    )
    await vi.advanceTimersByTimeAsync(1000)
    expect(passages).toHaveLength(10)
    passages[0]?.end(answer(300, 299, 60))
    await Promise.all(entered)
    expect(passages).toHaveLength(30)
  })

  test('who has waited in vain is told to come back soon', async () => {
    const pacer = createPacer()
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => pacer.enter(`${index}`, 0, undefined)),
    )
    const late = pacer.enter('late', 0, undefined)
    late.catch(() => {})
    await vi.advanceTimersByTimeAsync(1500)
    await expect(late).rejects.toMatchObject({ kind: 'rate_limited' })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a call that ends without an answer lets the next one go', async () => {
    const pacer = createPacer()
    const [first] = await Promise.all(
      Array.from({ length: 10 }, (_, index) => pacer.enter(`${index}`, 0, undefined)),
    )
    let isIn = false
    void pacer.enter('next', 0, undefined).then(() => (isIn = true))
    await vi.advanceTimersByTimeAsync(10)
    first?.end(undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(isIn).toBe(true)
  })

  test('an answer without a limit frees everybody', async () => {
    const pacer = createPacer()
    const passage = await pacer.enter('first', 0, undefined)
    passage.end(new Response('{}'))
    const entered = Array.from({ length: 1000 }, (_, index) =>
      pacer.enter(`${index}`, 0, undefined),
    )
    expect(await Promise.all(entered)).toHaveLength(1000)
  })

  test('trouble on the way says nothing about the limit', async () => {
    const pacer = createPacer()
    for (let index = 0; index < 10; index += 1) {
      const passage = await pacer.enter(`${index}`, 0, undefined)
      passage.end(index % 2 === 0 ? undefined : new Response('<html>', { status: 502 }))
    }
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => pacer.enter(`${index}`, 0, undefined)),
    )
    const late = pacer.enter('late', 0, undefined)
    late.catch(() => {})
    await vi.advanceTimersByTimeAsync(1500)
    await expect(late).rejects.toThrow(PersonaApiError)
  })
})

describe('when the calls of a window are used up', () => {
  test('appointments follow one another at the pace that Persona allows', async () => {
    const pacer = await informed(300, 0)
    const seconds: number[] = []
    for (let index = 0; index < 600; index += 1) {
      const result = await enter(pacer, `${index}`)
      if (isAppointment(result)) seconds.push(result)
    }
    expect(seconds).toHaveLength(600)
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(60)
    const inMinute = (from: number) => seconds.filter((s) => s > from && s <= from + 60).length
    // The rest is left for others, and a second is as fine as an answer can say.
    expect(inMinute(60)).toBeGreaterThanOrEqual(280)
    expect(inMinute(60)).toBeLessThanOrEqual(300)
    expect(Math.max(...seconds)).toBeLessThan(200)
  })

  test('who keeps an appointment is let in', async () => {
    const pacer = await informed(300, 0)
    const seconds = await enter(pacer, 'ada')
    if (!isAppointment(seconds)) throw new Error('There was room.')
    await vi.advanceTimersByTimeAsync(seconds * 1000)
    expect(isAppointment(await enter(pacer, 'ada'))).toBe(false)
  })

  test('who comes too early is told the same time again', async () => {
    const pacer = await informed(300, 0)
    const seconds = await enter(pacer, 'ada')
    if (!isAppointment(seconds)) throw new Error('There was room.')
    await vi.advanceTimersByTimeAsync(20_000)
    const again = await enter(pacer, 'ada')
    expect(Math.abs(Number(again) - (seconds - 20))).toBeLessThanOrEqual(1)
  })

  test('who comes too early is let in all the same where others did not come', async () => {
    const pacer = await informed(50, 0)
    for (let index = 0; index < 400; index += 1) await enter(pacer, `${index}`)
    await vi.advanceTimersByTimeAsync(8.8 * minute)
    expect(isAppointment(await enter(pacer, '399'))).toBe(false)
  })

  test('who comes without an appointment does not take the place of those who have one', async () => {
    const pacer = await informed(50, 0)
    for (let index = 0; index < 100; index += 1) await enter(pacer, `${index}`)
    await vi.advanceTimersByTimeAsync(minute + 1000)
    expect(await enter(pacer, 'newcomer')).toBeGreaterThan(minute / 1000)
  })

  test('places of those who do not come are given to others', async () => {
    const pacer = await informed(50, 0)
    for (let index = 0; index < 100; index += 1) await enter(pacer, `${index}`)
    await vi.advanceTimersByTimeAsync(5 * minute)
    for (let index = 0; index < 40; index += 1) {
      expect(isAppointment(await enter(pacer, `newcomer ${index}`))).toBe(false)
    }
  })

  test('who has been let in may finish what they began', async () => {
    const pacer = await informed(10, 2)
    expect(isAppointment(await enter(pacer, 'ada'))).toBe(false)
    expect(isAppointment(await enter(pacer, 'bob'))).toBe(true)
    expect(isAppointment(await enter(pacer, 'ada'))).toBe(false)
  })

  test('room is kept for the calls that usually follow the first', async () => {
    const pacer = await informed(100, 50)
    const admitted: string[] = []
    for (let index = 0; index < 100; index += 1) {
      const caller = `${index}`
      if (!isAppointment(await enter(pacer, caller, 1))) admitted.push(caller)
    }
    expect(admitted).toHaveLength(24)
    for (const caller of admitted) expect(isAppointment(await enter(pacer, caller))).toBe(false)
  })

  test('room for calls that do not follow is given to others', async () => {
    const pacer = await informed(100, 50)
    for (let index = 0; index < 24; index += 1) {
      const passage = await pacer.enter(`${index}`, 1, undefined)
      passage.end(answer(100, 49 - index, 60))
    }
    expect(isAppointment(await enter(pacer, 'early', 1))).toBe(true)
    await vi.advanceTimersByTimeAsync(1000)
    expect(isAppointment(await enter(pacer, 'late', 1))).toBe(false)
  })

  test('appointments leave room for the calls that usually follow', async () => {
    const pacer = await informed(300, 0)
    const seconds: number[] = []
    for (let index = 0; index < 147; index += 1) {
      const result = await enter(pacer, `${index}`, 1)
      if (isAppointment(result)) seconds.push(result)
    }
    expect(Math.max(...seconds)).toBeGreaterThan(118)
    expect(Math.max(...seconds)).toBeLessThan(123)
  })

  test('a call that needs to wait only a moment waits', async () => {
    const pacer = await informed(300, 0, 1)
    let isIn = false
    const entered = pacer.enter('ada', 0, undefined).then(() => (isIn = true))
    await vi.advanceTimersByTimeAsync(900)
    expect(isIn).toBe(false)
    await vi.advanceTimersByTimeAsync(600)
    await entered
    expect(isIn).toBe(true)
  })

  test('a wait ends with its signal', async () => {
    const pacer = await informed(300, 0, 1)
    const stopped = new AbortController()
    const entered = pacer.enter('ada', 0, stopped.signal)
    entered.catch(() => {})
    await vi.advanceTimersByTimeAsync(100)
    stopped.abort(new Error('stopped'))
    await expect(entered).rejects.toThrow('stopped')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('some calls are left for others in the same environment', async () => {
    const pacer = await informed(100, 50)
    let admitted = 0
    for (let index = 0; index < 100; index += 1) {
      if (!isAppointment(await enter(pacer, `${index}`))) admitted += 1
    }
    expect(admitted).toBe(48)
  })
})

describe('what Persona says', () => {
  test('counts more than what was counted here: others call too', async () => {
    const pacer = await informed(300, 299)
    const passage = await pacer.enter('ada', 0, undefined)
    passage.end(answer(300, 3, 60))
    expect(isAppointment(await enter(pacer, 'bob'))).toBe(true)
  })

  test('a refusal closes the window for as long as it says', async () => {
    const pacer = await informed(300, 299)
    const passage = await pacer.enter('ada', 0, undefined)
    passage.end(new Response(null, { status: 429, headers: { 'Retry-After': '30' } }))
    expect(await enter(pacer, 'bob')).toBeGreaterThanOrEqual(30)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(isAppointment(await enter(pacer, 'cleo'))).toBe(false)
  })

  test('a refusal for the quota of one product closes nothing', async () => {
    const pacer = await informed(300, 299)
    const passage = await pacer.enter('ada', 0, undefined)
    passage.end(new Response(null, { status: 429, headers: { 'QuotaLimit-Limit': '150' } }))
    expect(isAppointment(await enter(pacer, 'bob'))).toBe(false)
  })

  test('an answer of the last window does not count for this one', async () => {
    const pacer = await informed(300, 200, 1)
    const slow = await pacer.enter('slow', 0, undefined)
    await vi.advanceTimersByTimeAsync(2000)
    const passage = await pacer.enter('ada', 0, undefined)
    passage.end(answer(300, 299, 60))
    slow.end(answer(300, 0, 0))
    expect(isAppointment(await enter(pacer, 'bob'))).toBe(false)
  })

  test('a window that another process began ends when it says', async () => {
    const pacer = await informed(10, 9, 1)
    await vi.advanceTimersByTimeAsync(2000)
    const passage = await pacer.enter('ada', 0, undefined)
    passage.end(answer(10, 0, 20))
    const seconds = await enter(pacer, 'bob')
    expect(seconds).toBeGreaterThanOrEqual(20)
    expect(seconds).toBeLessThan(60)
  })
  test('is kept in mind by no clock that can be set', async () => {
    const pacer = await informed(10, 0, 60)
    vi.setSystemTime(Date.UTC(2025, 0, 1))
    await vi.advanceTimersByTimeAsync(minute + 1000)
    expect(isAppointment(await enter(pacer, 'ada'))).toBe(false)
  })

  test('keeps nobody waiting for more than five minutes', async () => {
    const pacer = await informed(300, 299)
    const passage = await pacer.enter('ada', 0, undefined)
    passage.end(new Response(null, { status: 429, headers: { 'Retry-After': '86400' } }))
    expect(isAppointment(await enter(pacer, 'bob'))).toBe(true)
    await vi.advanceTimersByTimeAsync(5 * minute + 2000)
    expect(isAppointment(await enter(pacer, 'cleo'))).toBe(false)
  })

  test('says nothing of the limit where a proxy refuses', async () => {
    const pacer = await informed(1000, 999)
    const passage = await pacer.enter('ada', 0, undefined)
    passage.end(new Response(null, { status: 429, headers: { 'Retry-After': '1' } }))
    await vi.advanceTimersByTimeAsync(2000)
    for (let index = 0; index < 900; index += 1) {
      expect(isAppointment(await enter(pacer, `${index}`))).toBe(false)
    }
  })
})
