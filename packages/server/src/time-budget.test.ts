import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTimeBudget } from './time-budget.ts'

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
