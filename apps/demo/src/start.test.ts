import { expect, test } from 'vitest'
import { startProcess } from './testing/start-process.ts'

test('does not start with invalid settings, and prints what to do', async () => {
  const started = startProcess({ REDIS_URL: 'redis://127.0.0.1' })

  await expect(started).rejects.toThrow(
    'The demo cannot start. REDIS_URL is set and SESSION_SECRETS is not',
  )
}, 30_000)

test('says what the database said when it cannot be opened', async () => {
  const started = startProcess({ DATABASE_URL: 'postgresql://127.0.0.1:9/bank' })

  await expect(started).rejects.toThrow(/its user may create tables\. .*ECONNREFUSED/)
}, 30_000)
