import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createCallPacer, type CallPacer, type Permit } from './call-pacer.ts'
import { PersonaApiError } from '../persona-api-error.ts'
import type { PersonaCaller } from './leases.ts'

const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Creates a response of Persona with its rate limit. */
function createResponse(limit: number, remaining: number, reset: number, status = 200): Response {
  return new Response(null, {
    status,
    headers: {
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(reset),
    },
  })
}

/** Creates a pacer that knows the limit from one response. */
async function createInformedPacer(
  limit: number,
  remaining: number,
  reset = 60,
  processes = 1,
): Promise<CallPacer> {
  const pacer = createCallPacer(processes)
  const permit = await pacer.acquire({ id: 'first' }, 0, undefined)
  permit.release(createResponse(limit, remaining, reset))
  return pacer
}

/**
 * Returns the permit, or the seconds until the reservation.
 *
 * @param caller a person's id begins a new piece of work
 */
async function acquire(
  pacer: CallPacer,
  caller: string | PersonaCaller,
  furtherCalls = 0,
): Promise<Permit | number> {
  const work = typeof caller === 'string' ? { id: caller } : caller
  const acquired = pacer.acquire(work, furtherCalls, undefined).catch((error: unknown) => {
    if (error instanceof PersonaApiError && error.kind === 'rate_limited') return error.retryAfter
    throw error
  })
  await vi.advanceTimersByTimeAsync(0)
  const result = await acquired
  if (result === undefined) throw new Error('A rejection must have a retryAfter.')
  return result
}

function isReservation(result: Permit | number): result is number {
  return typeof result === 'number'
}

describe('until the limit is known', () => {
  test('permits a few calls at once, and the others after the first response', async () => {
    const pacer = createCallPacer(1)
    const permits: Permit[] = []
    const acquired = Array.from({ length: 30 }, (_, index) =>
      pacer.acquire({ id: `${index}` }, 0, undefined).then((permit) => permits.push(permit)),
    )
    await vi.advanceTimersByTimeAsync(1000)
    expect(permits).toHaveLength(10)
    permits[0]?.release(createResponse(300, 299, 60))
    await Promise.all(acquired)
    expect(permits).toHaveLength(30)
  })

  test('rejects a call that has waited too long as unavailable: Persona may be down', async () => {
    const pacer = createCallPacer(1)
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => pacer.acquire({ id: `${index}` }, 0, undefined)),
    )
    const late = pacer.acquire({ id: 'late' }, 0, undefined)
    late.catch(() => {})
    await vi.advanceTimersByTimeAsync(1500)
    await expect(late).rejects.toMatchObject({ kind: 'unavailable' })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('permits the next call after one without a response', async () => {
    const pacer = createCallPacer(1)
    const [first] = await Promise.all(
      Array.from({ length: 10 }, (_, index) => pacer.acquire({ id: `${index}` }, 0, undefined)),
    )
    let isAcquired = false
    void pacer.acquire({ id: 'next' }, 0, undefined).then(() => (isAcquired = true))
    await vi.advanceTimersByTimeAsync(10)
    first?.release(undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(isAcquired).toBe(true)
  })

  test('permits every call after a response without a limit', async () => {
    const pacer = createCallPacer(1)
    const permit = await pacer.acquire({ id: 'first' }, 0, undefined)
    permit.release(new Response('{}'))
    const acquired = Array.from({ length: 1000 }, (_, index) =>
      pacer.acquire({ id: `${index}` }, 0, undefined),
    )
    expect(await Promise.all(acquired)).toHaveLength(1000)
  })

  test('does not count the calls of an outage in the first window', async () => {
    const pacer = createCallPacer(1)
    for (let call = 0; call < 400; call += 1) {
      const permit = await pacer.acquire({ id: `${call}` }, 0, undefined)
      permit.release(undefined)
      await vi.advanceTimersByTimeAsync(500)
    }
    const permit = await pacer.acquire({ id: 'first' }, 0, undefined)
    permit.release(createResponse(300, 299, 60))
    expect(isReservation(await acquire(pacer, 'next'))).toBe(false)
  })

  test('learns no limit from a failure', async () => {
    const pacer = createCallPacer(1)
    for (let index = 0; index < 10; index += 1) {
      const permit = await pacer.acquire({ id: `${index}` }, 0, undefined)
      permit.release(index % 2 === 0 ? undefined : new Response('<html>', { status: 502 }))
    }
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => pacer.acquire({ id: `${index}` }, 0, undefined)),
    )
    const late = pacer.acquire({ id: 'late' }, 0, undefined)
    late.catch(() => {})
    await vi.advanceTimersByTimeAsync(1500)
    await expect(late).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

describe('when a window is used up', () => {
  test('spaces reservations at the rate that Persona allows', async () => {
    const pacer = await createInformedPacer(300, 0)
    const seconds: number[] = []
    for (let index = 0; index < 600; index += 1) {
      const result = await acquire(pacer, `${index}`)
      if (isReservation(result)) seconds.push(result)
    }
    expect(seconds).toHaveLength(600)
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(60)
    const inMinute = (from: number) => seconds.filter((s) => s > from && s <= from + 60).length
    // The rest is left to other users, and `retryAfter` is in whole seconds.
    expect(inMinute(60)).toBeGreaterThanOrEqual(280)
    expect(inMinute(60)).toBeLessThanOrEqual(300)
    expect(Math.max(...seconds)).toBeLessThan(200)
  })

  test('permits a caller whose reservation is due', async () => {
    const pacer = await createInformedPacer(300, 0)
    const seconds = await acquire(pacer, 'ada')
    if (!isReservation(seconds)) throw new Error('The call was permitted.')
    await vi.advanceTimersByTimeAsync(seconds * 1000)
    expect(isReservation(await acquire(pacer, 'ada'))).toBe(false)
  })

  test('repeats the reservation of a caller that comes too early', async () => {
    const pacer = await createInformedPacer(300, 0)
    const seconds = await acquire(pacer, 'ada')
    if (!isReservation(seconds)) throw new Error('The call was permitted.')
    await vi.advanceTimersByTimeAsync(20_000)
    const again = await acquire(pacer, 'ada')
    expect(Math.abs(Number(again) - (seconds - 20))).toBeLessThanOrEqual(1)
  })

  test('permits a caller that comes too early, in place of callers that did not come back', async () => {
    const pacer = await createInformedPacer(50, 0)
    for (let index = 0; index < 400; index += 1) await acquire(pacer, `${index}`)
    await vi.advanceTimersByTimeAsync(8.8 * minute)
    expect(isReservation(await acquire(pacer, '399'))).toBe(false)
  })

  test('keeps the room of reservations from callers without one', async () => {
    const pacer = await createInformedPacer(50, 0)
    for (let index = 0; index < 100; index += 1) await acquire(pacer, `${index}`)
    await vi.advanceTimersByTimeAsync(minute + 1000)
    expect(await acquire(pacer, 'newcomer')).toBeGreaterThan(minute / 1000)
  })

  test('gives the room of missed reservations to other callers', async () => {
    const pacer = await createInformedPacer(50, 0)
    for (let index = 0; index < 100; index += 1) await acquire(pacer, `${index}`)
    await vi.advanceTimersByTimeAsync(5 * minute)
    for (let index = 0; index < 40; index += 1) {
      expect(isReservation(await acquire(pacer, `newcomer ${index}`))).toBe(false)
    }
  })

  test('permits further calls under a lease', async () => {
    const pacer = await createInformedPacer(10, 2)
    const work = { id: 'ada' }
    expect(isReservation(await acquire(pacer, work, 1))).toBe(false)
    expect(isReservation(await acquire(pacer, 'bob'))).toBe(true)
    expect(isReservation(await acquire(pacer, { id: 'ada' }))).toBe(true)
    expect(isReservation(await acquire(pacer, work))).toBe(false)
  })

  test('keeps room for the calls that usually follow the first', async () => {
    const pacer = await createInformedPacer(100, 50)
    const permitted: PersonaCaller[] = []
    for (let index = 0; index < 100; index += 1) {
      const caller = { id: `${index}` }
      if (!isReservation(await acquire(pacer, caller, 1))) permitted.push(caller)
    }
    expect(permitted).toHaveLength(24)
    for (const caller of permitted) expect(isReservation(await acquire(pacer, caller))).toBe(false)
  })

  test('gives up the room for calls that do not follow', async () => {
    const pacer = await createInformedPacer(100, 50)
    for (let index = 0; index < 24; index += 1) {
      const permit = await pacer.acquire({ id: `${index}` }, 1, undefined)
      permit.release(createResponse(100, 49 - index, 60))
    }
    expect(isReservation(await acquire(pacer, 'early', 1))).toBe(true)
    await vi.advanceTimersByTimeAsync(1000)
    expect(isReservation(await acquire(pacer, 'late', 1))).toBe(false)
  })

  test('reserves room for the calls that usually follow', async () => {
    const pacer = await createInformedPacer(300, 0)
    const seconds: number[] = []
    for (let index = 0; index < 147; index += 1) {
      const result = await acquire(pacer, `${index}`, 1)
      if (isReservation(result)) seconds.push(result)
    }
    expect(Math.max(...seconds)).toBeGreaterThan(118)
    expect(Math.max(...seconds)).toBeLessThan(123)
  })

  test('lets a call wait for a moment', async () => {
    const pacer = await createInformedPacer(300, 0, 1)
    let isAcquired = false
    const acquired = pacer.acquire({ id: 'ada' }, 0, undefined).then(() => (isAcquired = true))
    await vi.advanceTimersByTimeAsync(900)
    expect(isAcquired).toBe(false)
    await vi.advanceTimersByTimeAsync(600)
    await acquired
    expect(isAcquired).toBe(true)
  })

  test('stops waiting when the signal aborts', async () => {
    const pacer = await createInformedPacer(300, 0, 1)
    const stopped = new AbortController()
    const acquired = pacer.acquire({ id: 'ada' }, 0, stopped.signal)
    acquired.catch(() => {})
    await vi.advanceTimersByTimeAsync(100)
    stopped.abort(new Error('stopped'))
    await expect(acquired).rejects.toThrow('stopped')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('leaves some calls to other users of the environment', async () => {
    const pacer = await createInformedPacer(100, 50)
    let permitted = 0
    for (let index = 0; index < 100; index += 1) {
      if (!isReservation(await acquire(pacer, `${index}`))) permitted += 1
    }
    expect(permitted).toBe(48)
  })
})

describe('the limit that Persona states', () => {
  test('overrides our own count, since others make calls too', async () => {
    const pacer = await createInformedPacer(300, 299)
    const permit = await pacer.acquire({ id: 'ada' }, 0, undefined)
    permit.release(createResponse(300, 3, 60))
    expect(isReservation(await acquire(pacer, 'bob'))).toBe(true)
  })

  test('closes the window after a 429, for the time that it states', async () => {
    const pacer = await createInformedPacer(300, 299)
    const permit = await pacer.acquire({ id: 'ada' }, 0, undefined)
    permit.release(new Response(null, { status: 429, headers: { 'Retry-After': '30' } }))
    expect(await acquire(pacer, 'bob')).toBeGreaterThanOrEqual(30)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(isReservation(await acquire(pacer, 'cleo'))).toBe(false)
  })

  test('ignores a 429 for the quota of one product', async () => {
    const pacer = await createInformedPacer(300, 299)
    const permit = await pacer.acquire({ id: 'ada' }, 0, undefined)
    permit.release(new Response(null, { status: 429, headers: { 'QuotaLimit-Limit': '150' } }))
    expect(isReservation(await acquire(pacer, 'bob'))).toBe(false)
  })

  test('ignores a response of the last window', async () => {
    const pacer = await createInformedPacer(300, 200, 1)
    const slow = await pacer.acquire({ id: 'slow' }, 0, undefined)
    await vi.advanceTimersByTimeAsync(2000)
    const permit = await pacer.acquire({ id: 'ada' }, 0, undefined)
    permit.release(createResponse(300, 299, 60))
    slow.release(createResponse(300, 0, 0))
    expect(isReservation(await acquire(pacer, 'bob'))).toBe(false)
  })

  test('ends a window that another process began at the time that Persona states', async () => {
    const pacer = await createInformedPacer(10, 9, 1)
    await vi.advanceTimersByTimeAsync(2000)
    const permit = await pacer.acquire({ id: 'ada' }, 0, undefined)
    permit.release(createResponse(10, 0, 20))
    const seconds = await acquire(pacer, 'bob')
    expect(seconds).toBeGreaterThanOrEqual(20)
    expect(seconds).toBeLessThan(60)
  })

  test('does not depend on the wall clock', async () => {
    const pacer = await createInformedPacer(10, 0, 60)
    vi.setSystemTime(Date.UTC(2025, 0, 1))
    await vi.advanceTimersByTimeAsync(minute + 1000)
    expect(isReservation(await acquire(pacer, 'ada'))).toBe(false)
  })

  test('closes the window for five minutes at most', async () => {
    const pacer = await createInformedPacer(300, 299)
    const permit = await pacer.acquire({ id: 'ada' }, 0, undefined)
    permit.release(new Response(null, { status: 429, headers: { 'Retry-After': '86400' } }))
    expect(isReservation(await acquire(pacer, 'bob'))).toBe(true)
    await vi.advanceTimersByTimeAsync(5 * minute + 2000)
    expect(isReservation(await acquire(pacer, 'cleo'))).toBe(false)
  })

  test('learns no limit from a 429 of a proxy', async () => {
    const pacer = await createInformedPacer(1000, 999)
    const permit = await pacer.acquire({ id: 'ada' }, 0, undefined)
    permit.release(new Response(null, { status: 429, headers: { 'Retry-After': '1' } }))
    await vi.advanceTimersByTimeAsync(2000)
    for (let index = 0; index < 900; index += 1) {
      expect(isReservation(await acquire(pacer, `${index}`))).toBe(false)
    }
  })
})

describe('a person', () => {
  const permitAll = async (pacer: CallPacer, calls: number) => {
    for (let call = 0; call < calls; call += 1) {
      expect(isReservation(await acquire(pacer, 'ada'))).toBe(false)
    }
  }

  test('gets a budget of calls, of which the others keep the rest', async () => {
    const pacer = await createInformedPacer(300, 299)
    await permitAll(pacer, 20)
    expect(isReservation(await acquire(pacer, 'ada'))).toBe(true)
    for (let index = 0; index < 250; index += 1) {
      expect(isReservation(await acquire(pacer, `${index}`))).toBe(false)
    }
  })

  test('gets more calls as far as the others have left theirs', async () => {
    const pacer = await createInformedPacer(300, 299)
    await permitAll(pacer, 20)
    await vi.advanceTimersByTimeAsync(minute / 2)
    // Half of the window is over, and half of 294 calls remains for the rest of it.
    await permitAll(pacer, 123)
    let isAcquired = false
    const acquired = pacer.acquire({ id: 'ada' }, 0, undefined).then(() => (isAcquired = true))
    await vi.advanceTimersByTimeAsync(100)
    expect(isAcquired).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    await acquired
    for (let index = 0; index < 140; index += 1) {
      expect(isReservation(await acquire(pacer, `${index}`))).toBe(false)
    }
  })

  test('gets no more calls while others wait', async () => {
    const pacer = await createInformedPacer(300, 0)
    for (let index = 0; index < 600; index += 1) await acquire(pacer, `${index}`)
    await vi.advanceTimersByTimeAsync(minute + 1000)
    const permit = await pacer.acquire({ id: '0' }, 0, undefined)
    permit.release(createResponse(300, 299, 60))
    // Of the others who wait, none comes back in time, which leaves room.
    await vi.advanceTimersByTimeAsync(40_000)
    await permitAll(pacer, 20)
    expect(await acquire(pacer, 'ada')).toBeGreaterThanOrEqual(20)
    for (let index = 500; index < 540; index += 1) {
      expect(isReservation(await acquire(pacer, `${index}`))).toBe(false)
    }
  })

  test('is charged for the further calls of their work, and for those still expected', async () => {
    const pacer = await createInformedPacer(300, 299)
    for (let work = 0; work < 5; work += 1) {
      const caller = { id: 'ada' }
      for (let call = 0; call < 3; call += 1) await pacer.acquire(caller, 0, undefined)
    }
    for (let work = 0; work < 2; work += 1) {
      expect(isReservation(await acquire(pacer, 'ada', 1))).toBe(false)
    }
    expect(isReservation(await acquire(pacer, 'ada', 1))).toBe(true)
    expect(isReservation(await acquire(pacer, 'ada', 0))).toBe(false)
  })

  test('finishes work that was permitted, whatever their budget', async () => {
    const pacer = await createInformedPacer(300, 299)
    const work = { id: 'ada' }
    await pacer.acquire(work, 1, undefined)
    await permitAll(pacer, 18)
    expect(isReservation(await acquire(pacer, 'ada'))).toBe(true)
    expect(isReservation(await acquire(pacer, work))).toBe(false)
  })

  test('has one reservation, however many requests', async () => {
    const pacer = await createInformedPacer(300, 0)
    const seconds = Number(await acquire(pacer, 'ada', 1))
    for (let request = 0; request < 100; request += 1) {
      const again = Number(await acquire(pacer, 'ada', 1))
      expect(Math.abs(again - seconds)).toBeLessThanOrEqual(1)
    }
    expect(await acquire(pacer, 'bob')).toBeLessThanOrEqual(seconds + 2)
  })

  test('holds the room for expected calls of one request at most a second', async () => {
    const pacer = await createInformedPacer(300, 299)
    for (let work = 0; work < 10; work += 1) {
      const permit = await pacer.acquire({ id: 'ada' }, 1, undefined)
      permit.release(createResponse(300, 298 - work, 60))
    }
    expect(isReservation(await acquire(pacer, 'ada', 1))).toBe(true)
    await vi.advanceTimersByTimeAsync(1000)
    expect(isReservation(await acquire(pacer, 'ada', 1))).toBe(false)
  })
})

describe('one of several processes', () => {
  test('takes its part of the limit and of what is left of it', async () => {
    const count = async (pacer: CallPacer) => {
      let permitted = 0
      for (let index = 0; index < 300; index += 1) {
        if (!isReservation(await acquire(pacer, `${index}`))) permitted += 1
      }
      return permitted
    }
    // Of 75 calls, two are left to others, and one was the first.
    expect(await count(await createInformedPacer(300, 299, 60, 4))).toBe(72)
    expect(await count(await createInformedPacer(300, 100, 60, 4))).toBe(23)
  })

  test('spaces reservations at the rate of its part', async () => {
    const pacer = await createInformedPacer(300, 0, 60, 4)
    const seconds: number[] = []
    for (let index = 0; index < 73; index += 1) {
      seconds.push(Number(await acquire(pacer, `${index}`)))
    }
    expect(Math.max(...seconds)).toBeGreaterThanOrEqual(120)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(122)
  })

  test('has a part of one call at least', async () => {
    const pacer = await createInformedPacer(2, 0, 60, 8)
    await vi.advanceTimersByTimeAsync(minute + 2000)
    expect(isReservation(await acquire(pacer, 'ada'))).toBe(false)
  })
})
