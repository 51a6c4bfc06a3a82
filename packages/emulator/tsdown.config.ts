import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { index: 'src/index.ts', command: 'src/command.ts' },
  // The command waits at its top level, which CommonJS cannot, and nobody requires a command.
  format: { esm: {}, cjs: { entry: { index: 'src/index.ts' } } },
  unbundle: true,
  platform: 'node',
  fixedExtension: false,
  copy: { from: ['src/**/*.{html,css,js}', 'src/templates/*.json'], flatten: false },
  checks: { legacyCjs: false },
  failOnWarn: true,
})
