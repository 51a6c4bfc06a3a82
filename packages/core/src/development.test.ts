import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { printError, warnOnce } from './development.ts'
import { ResumableInquiryError } from './errors.ts'

const warned = vi.spyOn(console, 'warn')
const printed = vi.spyOn(console, 'error')

beforeEach(() => {
  for (const spy of [warned, printed]) spy.mockReset().mockImplementation(() => {})
})

afterEach(() => vi.unstubAllEnvs())

const secret = 'a token in the cause'
const error = new ResumableInquiryError('unknown', 'It failed.', { cause: new Error(secret) })

test('development logs each mistake once, and every error without its cause', () => {
  warnOnce('A mistake.')
  warnOnce('A mistake.')
  warnOnce('Another.')
  expect(warned.mock.calls).toEqual([
    ['[resumable-inquiry] A mistake.'],
    ['[resumable-inquiry] Another.'],
  ])
  printError(error)
  printError(error)
  const line = ['[resumable-inquiry] unknown: It failed.']
  expect(printed.mock.calls).toEqual([line, line])
})

test('production logs nothing', () => {
  vi.stubEnv('NODE_ENV', 'production')
  warnOnce('A mistake in production.')
  printError(error)
  expect(warned).not.toHaveBeenCalled()
  expect(printed).not.toHaveBeenCalled()
})
