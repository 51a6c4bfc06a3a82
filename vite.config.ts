import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import type { BrowserConfigOptions } from 'vitest/node'

const executablePath = process.env['CHROMIUM_PATH']

const chromium = (): BrowserConfigOptions => ({
  enabled: true,
  headless: true,
  provider: playwright({
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  }),
  instances: [{ browser: 'chromium' }],
})

const node: TestProjectInlineConfiguration = {
  test: {
    name: 'node',
    environment: 'node',
    include: [
      '{packages,apps}/*/src/**/*.test.ts',
      'packages/emulator/conformance/**/*.test.ts',
      '{bench,scripts,.storybook}/**/*.test.ts',
    ],
    exclude: ['**/*.browser.test.ts', '.storybook/static/**', '**/node_modules/**', '**/dist/**'],
  },
}

/** The files of a worker share it, and all share one Chromium. */
const emulatorPages: TestProjectInlineConfiguration = {
  test: {
    name: 'emulator-pages',
    environment: 'node',
    include: ['packages/emulator/e2e/**/*.test.ts'],
    globalSetup: 'packages/emulator/testing/start-chromium.ts',
    isolate: false,
    sequence: { groupOrder: 1 },
    testTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
}

const browser: TestProjectInlineConfiguration = {
  plugins: [react()],
  // What Vite meets only while the tests run it bundles then, and reloads the test that runs.
  optimizeDeps: {
    include: [
      'react',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      'react-dom/server',
      'react-dom/test-utils',
      'vitest-browser-react',
      '@resumable-inquiry/react > @tanstack/react-query',
      '@resumable-inquiry/react > persona',
      '@resumable-inquiry/react > @headlessui/react',
      '@resumable-inquiry/react > @base-ui/react/dialog',
      '@resumable-inquiry/react > @mui/material/Dialog',
      '@resumable-inquiry/react > @radix-ui/react-dialog',
      '@resumable-inquiry/react > react-aria-components',
      '@resumable-inquiry/react > rrweb',
    ],
  },
  test: {
    name: 'browser',
    include: ['packages/*/src/**/*.browser.test.{ts,tsx}'],
    browser: chromium(),
  },
}

/** Folder of another version of React, `react-` and the version, for the tests that run under it too. */
const otherReact = process.env['REACT_FOLDER']

const underOtherReact = (folder: string): TestProjectInlineConfiguration => ({
  ...browser,
  resolve: {
    alias: ['react', 'react-dom'].map((name) => ({
      find: new RegExp(`^${name}(?=/|$)`),
      replacement: `${folder}/node_modules/${name}`,
    })),
  },
  test: {
    name: basename(folder),
    setupFiles: ['packages/react/test/require-react-version.ts'],
    provide: { reactVersion: basename(folder).replace('react-', '') },
    include: [
      'packages/react/src/{hydration,inline,main-scenarios,overlay-content,suspense,resumable-inquiry,use-resumable-inquiry}.browser.test.tsx',
    ],
    browser: chromium(),
  },
})

const storybook: TestProjectInlineConfiguration = {
  plugins: [storybookTest({ configDir: '.storybook' })],
  test: { name: 'storybook', browser: chromium() },
}

const storybookStatic: TestProjectInlineConfiguration = {
  test: {
    name: 'storybook-static',
    environment: 'node',
    include: ['.storybook/static/*.test.ts'],
    maxConcurrency: availableParallelism(),
    sequence: { groupOrder: 2 },
  },
}

export default defineConfig({
  test: {
    allowOnly: false,
    // By default, one core is left idle.
    maxWorkers: '100%',
    // A busy machine is slow. A test that passes does not wait for these.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      node,
      emulatorPages,
      browser,
      ...(otherReact === undefined ? [] : [underOtherReact(otherReact)]),
      storybook,
      storybookStatic,
    ],
  },
})
