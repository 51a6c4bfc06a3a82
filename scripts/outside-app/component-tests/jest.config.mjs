import { fileURLToPath } from 'node:url'
import nextJest from 'next/jest.js'

/** The setup of Jest by Next.js, which comes with a compiler. */
export default nextJest({ dir: fileURLToPath(new URL('../next', import.meta.url)) })({
  testEnvironment: 'jsdom',
  testTimeout: 60_000,
})
