import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'
import { folderForTest } from './folder-for-test.ts'

test('takes the one that CHROMIUM_PATH names', async () => {
  const chosen = program('my-browser', 'echo Chromium 156')
  expect(await findChromium({ CHROMIUM_PATH: chosen })).toBe(chosen)
})

test('refuses a CHROMIUM_PATH where nothing starts instead of taking another one', async () => {
  const broken = program('my-browser', 'exit 1')
  await expect(findChromium({ CHROMIUM_PATH: broken })).rejects.toThrow(/CHROMIUM_PATH is .*my-/)
  await expect(findChromium({ CHROMIUM_PATH: '/nowhere' })).rejects.toThrow('/nowhere')
})

test('finds one on the path, past a stand-in that only says where to get one', async () => {
  const standIn = program('chromium', 'echo "install it with snap"; exit 1')
  const real = program('google-chrome', 'echo Chromium 156')
  const path = [standIn, real].map((file) => join(file, '..')).join(':')
  expect(await findChromium({ PATH: path })).toBe(real)
})

function program(name: string, script: string): string {
  const file = join(folderForTest(), name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return file
}
