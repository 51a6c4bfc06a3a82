import { beforeEach, expect, test, vi } from 'vitest'
import { check, runSteps } from './steps.ts'

const printed: string[] = []

beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line))
  return () => vi.restoreAllMocks()
})

test('prints the sum of all steps alone on the last line', async () => {
  const succeeded = await runSteps([
    check('Format', () => Promise.resolve(true)),
    { title: 'Tests', run: () => Promise.resolve({ passed: 41, failed: 0 }) },
  ])
  expect(printed.join('\n').split('\n').at(-1)).toBe('42 passed, 0 failed')
  expect(succeeded).toBe(true)
})

test('prints how each runner ended and what was not run before the last line', async () => {
  const succeeded = await runSteps([
    check('Format', () => Promise.resolve(true)),
    {
      title: 'Tests',
      isSummarized: true,
      run: () => Promise.resolve({ passed: 41, failed: 0 }),
    },
    { title: 'More tests', run: () => Promise.resolve({ notRun: 'There is no browser.' }) },
  ])
  expect(printed.join('\n').split('\n').slice(-4)).toEqual([
    expect.stringMatching(/^✓ Tests: 41 passed, 0 failed \(.* s\)$/),
    '– More tests: not run. There is no browser.',
    '',
    '42 passed, 0 failed',
  ])
  expect(succeeded).toBe(true)
})

test('continues after a step that fails, and fails as a whole', async () => {
  const succeeded = await runSteps([
    check('Format', () => Promise.resolve(false)),
    check('Lint', () => Promise.resolve(true)),
  ])
  expect(printed.at(-1)).toContain('1 passed, 1 failed')
  expect(succeeded).toBe(false)
})

test('counts a step that throws as failed, with its reason', async () => {
  const succeeded = await runSteps([
    { title: 'Tests', run: () => Promise.reject(new Error('The runner crashed.')) },
  ])
  expect(printed).toContain('The runner crashed.')
  expect(printed.at(-1)).toContain('0 passed, 1 failed')
  expect(succeeded).toBe(false)
})

test('counts a step that ran nothing as failed', async () => {
  await runSteps([{ title: 'Tests', run: () => Promise.resolve({ passed: 0, failed: 0 }) }])
  expect(printed.at(-1)).toContain('0 passed, 1 failed')
})
