import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  acquire,
  createInformedPacer,
  createResponse,
  isReservation,
  minute,
  stopTime,
} from '../../../testing/call-pacer.ts'
import type { CallPacer } from './call-pacer.ts'

beforeEach(stopTime)
afterEach(() => {
  vi.useRealTimers()
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
