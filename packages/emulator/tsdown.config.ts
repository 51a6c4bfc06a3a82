import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    command: 'src/command.ts',
    vite: 'src/vite.ts',
    vitest: 'src/vitest.ts',
  },
  // The command waits at its top level, which CommonJS cannot, and nobody requires a command. Vite
  // and Vitest are no CommonJS themselves.
  format: { esm: {}, cjs: { entry: { index: 'src/index.ts' } } },
  unbundle: true,
  platform: 'node',
  fixedExtension: false,
  copy: { from: ['src/**/*.{html,css,js}', 'src/{seed,templates}/*.json'], flatten: false },
  checks: { legacyCjs: false },
  failOnWarn: true,
})
