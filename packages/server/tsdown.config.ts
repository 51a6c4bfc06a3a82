import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/adapters/node.ts',
    'src/adapters/fastify.ts',
    'src/adapters/redis.ts',
  ],
  format: ['esm', 'cjs'],
  unbundle: true,
  platform: 'node',
  fixedExtension: false,
  checks: { legacyCjs: false },
  failOnWarn: true,
})
