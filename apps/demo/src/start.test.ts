import { expect, test } from 'vitest'
import { startProcess } from './testing/start-process.ts'

test('does not start with invalid settings, and prints what to do', async () => {
  const started = startProcess({ REDIS_URL: 'redis://127.0.0.1' })

  await expect(started).rejects.toThrow(
    'The demo cannot start. REDIS_URL is set and SESSION_SECRETS is not',
  )
}, 30_000)
