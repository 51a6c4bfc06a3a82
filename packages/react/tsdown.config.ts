import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/continue.ts', 'src/index.ts', 'src/messages.ts', 'src/query.ts', 'src/testing.ts'],
  format: ['esm', 'cjs'],
  // A bundle would lose the 'use client' of the files that need it; the warning does not know that
  // this is none.
  unbundle: true,
  suppressWarnings: /module level directive "use client"/,
  platform: 'neutral',
  target: 'es2022',
  copy: ['src/styles.css', 'src/styles.css.d.ts'],
  checks: { legacyCjs: false },
  failOnWarn: true,
})
