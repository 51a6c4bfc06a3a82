import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { findRedis } from './find-redis.ts'
import { folderForTest } from './folder-for-test.ts'

test('takes the one that REDIS_SERVER_PATH names', async () => {
  const chosen = program('my-redis', 'echo Redis server v=8')
  expect(await findRedis({ REDIS_SERVER_PATH: chosen })).toBe(chosen)
})

test('refuses a REDIS_SERVER_PATH where nothing starts instead of taking another one', async () => {
  const broken = program('my-redis', 'exit 1')
  await expect(findRedis({ REDIS_SERVER_PATH: broken })).rejects.toThrow(
    /REDIS_SERVER_PATH is .*my-/,
  )
  await expect(findRedis({ REDIS_SERVER_PATH: '/nowhere' })).rejects.toThrow('/nowhere')
})

test('finds Redis, or Valkey, on the path', async () => {
  const valkey = program('valkey-server', 'echo Valkey server v=9')
  expect(await findRedis({ PATH: dirname(valkey) })).toBe(valkey)
})

function program(name: string, script: string): string {
  const file = join(folderForTest(), name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return file
}
