import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/testing.ts', 'src/wire/index.ts'],
  format: ['esm', 'cjs'],
  // An app's bundler puts whole files into its chunks, and all that two chunks need into a third. So
  // what a page loads at first is one file.
  outputOptions: {
    codeSplitting: {
      groups: [
        { name: 'wire', test: /src[\\/]wire[\\/]index\.ts$/, priority: 1 },
        { name: 'core', test: /src[\\/]index\.ts$/ },
      ],
    },
  },
  platform: 'neutral',
  target: 'es2022',
  checks: { legacyCjs: false },
  failOnWarn: true,
})
