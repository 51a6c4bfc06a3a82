import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createCircuitBreaker, createTimeBudget, startStoreTime } from './timeouts.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a budget that is used up calls no further function', async () => {
  const budget = createTimeBudget(1_000, 'Hurry.')
  const hanging = budget.call('find', () => new Promise(() => {}))
  hanging.catch(() => {})
  await vi.advanceTimersByTimeAsync(1_000)
  await expect(hanging).rejects.toThrow('1000 ms')
  const claim = vi.fn(() => 'inq_1')
  await expect(budget.call('claim', claim)).rejects.toThrow('claim')
  expect(claim).not.toHaveBeenCalled()
})

test('a budget returns what a function throws or returns without a promise', async () => {
  const budget = createTimeBudget(1_000, 'Hurry.')
  expect(await budget.call('find', () => 'inq_1')).toBe('inq_1')
  const broken = budget.call('find', () => {
    throw new Error('broken')
  })
  await expect(broken).rejects.toThrow('broken')
  expect(vi.getTimerCount()).toBe(0)
})

describe('the circuit breaker of a store', () => {
  const never = () => new Promise<never>(() => {})
  const after = (milliseconds: number) => () =>
    new Promise<string>((resolve) => setTimeout(() => resolve('late'), milliseconds))

  /** Returns what a call comes to, and advances the time by a second. */
  async function outcome(call: Promise<unknown>): Promise<unknown> {
    const settled = call.catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(1_000)
    return await settled
  }

  test('settles as the call does, and leaves no timer behind', async () => {
    const call = createCircuitBreaker()
    expect(await call(startStoreTime(), async () => 'kept')).toBe('kept')
    await expect(call(startStoreTime(), () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    await expect(
      call(startStoreTime(), () => {
        throw new Error('thrown')
      }),
    ).rejects.toThrow('thrown')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('rejects after a second, and does not call the store for a while', async () => {
    const call = createCircuitBreaker()
    expect(String(await outcome(call(startStoreTime(), never)))).toContain(
      'no answer within 1000 ms',
    )
    const store = vi.fn(async () => 'back')
    await vi.advanceTimersByTimeAsync(4_990)
    await expect(call(startStoreTime(), store)).rejects.toThrow('not called')
    expect(store).not.toHaveBeenCalled()
  })

  test('tries the store again with one call, while the others go on without it', async () => {
    const call = createCircuitBreaker()
    await outcome(call(startStoreTime(), never))
    await vi.advanceTimersByTimeAsync(5_000)
    const trial = call(startStoreTime(), after(100))
    await expect(call(startStoreTime(), async () => 'other')).rejects.toThrow('not called')
    expect(await outcome(trial)).toBe('late')
    expect(await call(startStoreTime(), async () => 'other')).toBe('other')
  })

  test('does not open for a store that rejects at once', async () => {
    const call = createCircuitBreaker()
    await expect(call(startStoreTime(), () => Promise.reject(new Error('down')))).rejects.toThrow(
      'down',
    )
    expect(await call(startStoreTime(), async () => 'back')).toBe('back')
  })

  test('all calls of one request take a second at most, however many answer late', async () => {
    const [first, second] = [createCircuitBreaker(), createCircuitBreaker()]
    const time = startStoreTime()
    expect(await outcome(first(time, after(600)))).toBe('late')
    const startedAt = performance.now()
    const waiting = second(time, after(600)).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(400)
    expect(String(await waiting)).toContain('no answer within 400 ms')
    expect(performance.now() - startedAt).toBe(400)
    await expect(first(time, async () => 'fast')).rejects.toThrow('not called')
  })
})
