import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  acquire,
  createInformedPacer,
  createResponse,
  isReservation,
  minute,
  stopTime,
} from '../../../testing/call-pacer.ts'
import { createCallPacer, type Permit } from './call-pacer.ts'
import type { PersonaCaller } from './leases.ts'

beforeEach(stopTime)
afterEach(() => {
  vi.useRealTimers()
})

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
