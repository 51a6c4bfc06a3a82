import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/command.ts'],
  format: ['esm', 'cjs'],
  unbundle: true,
  platform: 'node',
  fixedExtension: false,
  copy: { from: 'src/**/*.{html,css,js}', flatten: false },
  checks: { legacyCjs: false },
  failOnWarn: true,
})
