import { afterEach, expect, test, vi } from 'vitest'
import { attempt } from './errors.ts'

afterEach(() => vi.unstubAllGlobals())

const error = new Error('The host has failed.')
const fail = () => {
  throw error
}

test('an error that a task throws is reported', () => {
  const reportError = vi.fn()
  vi.stubGlobal('reportError', reportError)
  attempt(fail)
  expect(reportError).toHaveBeenCalledExactlyOnceWith(error)
})

test('an error that a task throws is uncaught without reportError, as in jsdom', () => {
  const tasks: (() => void)[] = []
  vi.stubGlobal('reportError', undefined)
  vi.stubGlobal('queueMicrotask', (task: () => void) => tasks.push(task))
  attempt(fail)
  expect(tasks).toHaveLength(1)
  expect(tasks[0]).toThrow(error)
})
