import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withTimeout } from './with-timeout.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('settles with the promise, and leaves no timer behind', async () => {
  expect(await withTimeout(Promise.resolve('kept'))).toBe('kept')
  await expect(withTimeout(Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(vi.getTimerCount()).toBe(0)
})

test('rejects after a second', async () => {
  const waiting = withTimeout(new Promise(() => {}))
  waiting.catch(() => {})
  await vi.advanceTimersByTimeAsync(1_000)
  await expect(waiting).rejects.toThrow('no answer within 1000 ms')
})
