import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  acquire,
  createInformedPacer,
  isReservation,
  minute,
  stopTime,
} from '../../../testing/call-pacer.ts'
import type { CallPacer } from './call-pacer.ts'

beforeEach(stopTime)
afterEach(() => {
  vi.useRealTimers()
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
