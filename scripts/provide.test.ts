import { beforeEach, expect, test, vi } from 'vitest'
import type { Program } from './find-program.ts'
import { chromium, firefox, webkit } from './programs.ts'
import { ifProvided, provideEngines } from './provide.ts'
import { runSteps } from './steps.ts'

const printed: string[] = []

beforeEach(() => {
  printed.length = 0
  const print = (line: string) => void printed.push(...line.split('\n'))
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
  for (const { variable } of [chromium, firefox, webkit]) vi.stubEnv(variable, undefined)
  return () => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }
})

test('sets the variable of each engine to its path', async () => {
  expect(await runSteps(provideEngines({}, async ({ name }) => `/${name}`))).toBe(true)
  expect(process.env).toMatchObject({
    CHROMIUM_PATH: '/Chromium',
    FIREFOX_PATH: '/Firefox',
    WEBKIT_DRIVER_PATH: '/WebKit',
  })
})

test('fails without an engine where every one is required', async () => {
  const steps = provideEngines({ REQUIRE_EVERY_ENGINE: '1' }, allBut(webkit))
  expect(await runSteps(steps)).toBe(false)
  expect(printed).toContainEqual(expect.stringContaining('No WebKit was found'))
  expect(printed.at(-1)).toBe('2 passed, 1 failed')
})

test('names an engine that is missing before the last line, where it may be missing', async () => {
  const scenarios = {
    title: 'Scenarios in Firefox',
    run: async () => ({ passed: 30, failed: 0 }),
  }
  const steps = [...provideEngines({}, allBut(firefox)), ifProvided(firefox, scenarios)]
  expect(await runSteps(steps)).toBe(true)
  expect(printed.slice(-4)).toEqual([
    expect.stringMatching(
      /^– Firefox: not run\. No Firefox was found .* set FIREFOX_PATH to one\.$/,
    ),
    expect.stringMatching(/^– Scenarios in Firefox: not run\. No Firefox was found/),
    '',
    '2 passed, 0 failed',
  ])
})

test('fails without Chromium, even if engines may be missing', async () => {
  expect(await runSteps(provideEngines({}, allBut(chromium)))).toBe(false)
})

function allBut(missing: Program) {
  return async (program: Program) => (program === missing ? undefined : '/found')
}
