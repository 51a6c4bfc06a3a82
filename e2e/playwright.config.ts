import { defineConfig } from '@playwright/test'
import { chromiumArgs } from './engines/chromium-args.ts'
import type { Engine } from './engines/engine.ts'
import { WAIT_LIMIT } from './until.ts'

const executablePath = process.env['CHROMIUM_PATH']

export default defineConfig<object, { engine: Engine }>({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './host/build.ts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 8 * WAIT_LIMIT,
  expect: { timeout: WAIT_LIMIT },
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...chromiumArgs],
    },
  },
  projects: [
    { name: 'chromium', testMatch: '**/*.spec.ts' },
    { name: 'firefox', testMatch: 'every-engine/*.spec.ts', use: { engine: 'firefox' } },
    { name: 'webkit', testMatch: 'every-engine/*.spec.ts', use: { engine: 'webkit' } },
  ],
})
