import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    command: 'src/command.ts',
    vite: 'src/vite.ts',
    vitest: 'src/vitest.ts',
    playwright: 'src/playwright.ts',
  },
  // The command uses top-level await, and Vite and Vitest are ES modules.
  format: { esm: {}, cjs: { entry: { index: 'src/index.ts' } } },
  unbundle: true,
  platform: 'node',
  fixedExtension: false,
  copy: { from: ['src/**/*.{html,css,js}', 'src/{seed,templates}/*.json'], flatten: false },
  checks: { legacyCjs: false },
  failOnWarn: true,
})
