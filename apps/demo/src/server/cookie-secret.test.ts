import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCookieSecret } from './cookie-secret.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cookie-secret-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('creates a secret once, readable by its owner only', async () => {
  const secret = await readCookieSecret(folder)

  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(await readCookieSecret(folder)).toBe(secret)
  expect((await stat(join(folder, 'cookie-secret'))).mode & 0o777).toBe(0o600)
})

test('rejects an empty secret, with advice', async () => {
  await writeFile(join(folder, 'cookie-secret'), '')

  await expect(readCookieSecret(folder)).rejects.toThrow('Delete it')
})
