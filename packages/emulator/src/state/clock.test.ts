import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClock } from './clock.ts'

const start = Date.UTC(2026, 0, 1)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a clock', () => {
  it("runs with the machine's time, from where it was set", () => {
    const clock = createClock()
    clock.advance(1000)
    vi.advanceTimersByTime(500)
    expect(clock.now()).toBe(start + 1500)
    clock.set(start - 1000)
    vi.advanceTimersByTime(1)
    expect(clock.now()).toBe(start - 999)
  })

  it('moves only by `advance` and `set` while frozen', () => {
    const clock = createClock()
    clock.freeze()
    vi.advanceTimersByTime(60_000)
    expect(clock.now()).toBe(start)
    clock.advance(5)
    expect(clock.now()).toBe(start + 5)
    clock.run()
    vi.advanceTimersByTime(10)
    expect(clock.now()).toBe(start + 15)
  })

  it('runs a task when its time has come', () => {
    const clock = createClock()
    const task = vi.fn()
    clock.at(start + 1000, task)
    vi.advanceTimersByTime(999)
    expect(task).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(task).toHaveBeenCalledOnce()
  })

  it('waits longer than a timer can', () => {
    const clock = createClock()
    const task = vi.fn()
    clock.at(start + 2 ** 32, task)
    vi.advanceTimersByTime(2 ** 32 - 1)
    expect(task).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(task).toHaveBeenCalledOnce()
  })

  it('runs the tasks due on the way in order, each at its own time', () => {
    const clock = createClock()
    const seen: [string, number][] = []
    const note = (name: string) => () => seen.push([name, clock.now() - start])
    clock.at(start + 300, note('third'))
    clock.at(start + 100, () => {
      note('first')()
      clock.at(start + 200, note('second'))
      clock.at(start + 900, note('too late'))
    })
    clock.advance(500)
    expect(seen).toEqual([
      ['first', 100],
      ['second', 200],
      ['third', 300],
    ])
    expect(clock.now()).toBe(start + 500)
  })

  it('runs tasks of the same time in the order in which they were added', () => {
    const clock = createClock()
    const seen: number[] = []
    for (let index = 0; index < 100; index += 1) clock.at(start + 10, () => seen.push(index))
    clock.advance(10)
    expect(seen).toEqual(seen.toSorted((one, other) => one - other))
    expect(seen).toHaveLength(100)
  })

  it('runs no task while frozen', () => {
    const clock = createClock()
    const task = vi.fn()
    clock.at(start + 10, task)
    clock.freeze()
    vi.advanceTimersByTime(1000)
    expect(task).not.toHaveBeenCalled()
    clock.run()
    vi.advanceTimersByTime(10)
    expect(task).toHaveBeenCalledOnce()
  })

  it('runs the next task after one that throws', () => {
    const clock = createClock()
    const task = vi.fn()
    clock.at(start + 1, () => {
      throw new Error('broken')
    })
    clock.at(start + 2, task)
    expect(() => clock.advance(5)).toThrow('broken')
    vi.advanceTimersByTime(1)
    expect(task).toHaveBeenCalledOnce()
  })

  it('drops its tasks when it is reset', () => {
    const clock = createClock()
    const task = vi.fn()
    clock.at(start + 10, task)
    clock.advance(5)
    clock.freeze()
    clock.reset()
    vi.advanceTimersByTime(1000)
    expect(task).not.toHaveBeenCalled()
    expect(clock.now()).toBe(start + 1000)
  })

  it('notifies of each change', () => {
    const clock = createClock()
    const turned = vi.fn()
    clock.onChange(turned)
    clock.advance(1)
    clock.set(start)
    clock.freeze()
    clock.run()
    clock.reset()
    expect(turned).toHaveBeenCalledTimes(5)
  })
})
