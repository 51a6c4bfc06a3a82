import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startDeadline } from './deadline.ts'
import { restorePage, setVisibility } from '../test/page-life.ts'

const onPassed = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  onPassed.mockReset()
  restorePage()
  vi.useRealTimers()
})

test('passes once, at its time', () => {
  const deadline = startDeadline(1_000, onPassed)
  expect(deadline.remaining()).toBe(1_000)
  vi.advanceTimersByTime(999)
  expect(deadline.remaining()).toBe(1)
  expect(onPassed).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(deadline.remaining()).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(onPassed).toHaveBeenCalledOnce()
})

test('stops while the page is hidden, and starts over when it is visible again', () => {
  const deadline = startDeadline(1_000, onPassed)
  vi.advanceTimersByTime(900)
  setVisibility('hidden')
  vi.advanceTimersByTime(3600_000)
  expect(onPassed).not.toHaveBeenCalled()
  expect(deadline.remaining()).toBe(1_000)

  setVisibility('visible')
  expect(deadline.remaining()).toBe(1_000)
  vi.advanceTimersByTime(999)
  expect(onPassed).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onPassed).toHaveBeenCalledOnce()
})

test('does not start before a hidden page is visible', () => {
  setVisibility('hidden')
  startDeadline(1_000, onPassed)
  vi.advanceTimersByTime(3600_000)
  expect(onPassed).not.toHaveBeenCalled()
  setVisibility('visible')
  vi.advanceTimersByTime(1_000)
  expect(onPassed).toHaveBeenCalledOnce()
})

test.each<[string, readonly DocumentVisibilityState[]]>([
  ['at once', []],
  ['while hidden', ['hidden']],
  ['after it was hidden', ['hidden', 'visible']],
])('stopped %s never passes', (_, states) => {
  const deadline = startDeadline(1_000, onPassed)
  for (const state of states) setVisibility(state)
  deadline.stop()
  setVisibility('hidden')
  setVisibility('visible')
  vi.advanceTimersByTime(10_000)
  expect(onPassed).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

test('does not start again after it has passed', () => {
  startDeadline(1_000, onPassed)
  vi.advanceTimersByTime(1_000)
  setVisibility('hidden')
  setVisibility('visible')
  vi.advanceTimersByTime(10_000)
  expect(onPassed).toHaveBeenCalledOnce()
})

test('starts over where its timer is late, since the machine has slept', () => {
  const elapsed = vi.spyOn(performance, 'now')
  elapsed.mockReturnValue(0)
  startDeadline(1_000, onPassed)
  elapsed.mockReturnValue(3600_000)
  vi.advanceTimersByTime(1_000)
  expect(onPassed).not.toHaveBeenCalled()
  elapsed.mockReturnValue(3601_500)
  vi.advanceTimersByTime(1_000)
  expect(onPassed).toHaveBeenCalledOnce()
  elapsed.mockRestore()
})
