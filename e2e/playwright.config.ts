import { defineConfig } from '@playwright/test'
import type { Engine } from './engines/engine.ts'

const executablePath = process.env['CHROMIUM_PATH']

export default defineConfig<object, { engine: Engine }>({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './host/build.ts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // A busy machine is slow. A scenario that passes does not wait for these.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  },
  projects: [
    { name: 'chromium', testMatch: '**/*.spec.ts' },
    { name: 'firefox', testMatch: 'every-engine/*.spec.ts', use: { engine: 'firefox' } },
    { name: 'webkit', testMatch: 'every-engine/*.spec.ts', use: { engine: 'webkit' } },
  ],
})
