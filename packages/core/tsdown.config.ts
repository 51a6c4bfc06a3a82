import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/testing.ts', 'src/wire/index.ts'],
  format: ['esm', 'cjs'],
  // An app's bundler puts whole files into its chunks, and what two chunks need into a third. So all
  // that a page loads at first is one file, but for what the wire contract shares with it.
  outputOptions: {
    codeSplitting: {
      groups: [
        {
          name: 'wire',
          test: /src[\\/]wire[\\/](inquiry-id|inquiry-status|is-record|parse-url)\.ts$/,
          priority: 1,
        },
        { name: 'core', test: /src[\\/]index\.ts$/ },
      ],
    },
  },
  platform: 'neutral',
  target: 'es2022',
  checks: { legacyCjs: false },
  failOnWarn: true,
})
