import { fileURLToPath } from 'node:url'
import nextJest from 'next/jest.js'

/** Jest as Next.js sets it up, which needs no other compiler. */
export default nextJest({ dir: fileURLToPath(new URL('../next', import.meta.url)) })({
  testEnvironment: 'jsdom',
  testTimeout: 60_000,
})
