import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { findProgram } from './find-program.ts'
import { folderForTest } from './folder-for-test.ts'
import { chromium, firefox, redis, webkit } from './programs.ts'

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  return () => vi.restoreAllMocks()
})

test('uses the one that the variable names', async () => {
  const chosen = program('my-browser', 'echo Chromium 156')
  expect(await findProgram(chromium, { CHROMIUM_PATH: chosen })).toBe(chosen)
})

test('refuses a variable whose program does not start, instead of using another one', async () => {
  const broken = program('my-browser', 'exit 1')
  await expect(findProgram(chromium, { CHROMIUM_PATH: broken })).rejects.toThrow(
    /CHROMIUM_PATH is .*my-browser, and no Chromium starts there/,
  )
  await expect(findProgram(chromium, { CHROMIUM_PATH: '/nowhere' })).rejects.toThrow('/nowhere')
})

test('finds one on the path, and skips a script that only prints where to get one', async () => {
  const standIn = program('chromium', 'echo "install it with snap"; exit 1')
  const real = program('google-chrome', 'echo Chromium 156')
  expect(await findProgram(chromium, { PATH: path(standIn, real) })).toBe(real)
})

test('finds Redis, or Valkey', async () => {
  const valkey = program('valkey-server', 'echo Valkey server v=9')
  expect(await findProgram(redis, { PATH: path(valkey) })).toBe(valkey)
})

test('installs what is missing', async () => {
  const folder = folderForTest()
  const install = vi.fn(async () => write(join(folder, 'firefox-esr'), 'echo Mozilla Firefox 153'))
  expect(await findProgram(firefox, { PATH: folder }, install)).toBe(join(folder, 'firefox-esr'))
  expect(install).toHaveBeenCalledWith(['firefox-esr'])
})

test('installs what another program needs', async () => {
  const driver = program('WebKitWebDriver', 'test "$1" = --help')
  const install = vi.fn(async () => write(join(dirname(driver), 'Xvfb'), ''))
  expect(await findProgram(webkit, { PATH: path(driver) }, install)).toBe(driver)
  expect(install).toHaveBeenCalledWith(['webkit2gtk-driver', 'xvfb'])
})

test('finds nothing where nothing can be installed', async () => {
  expect(await findProgram(firefox, { PATH: folderForTest() }, async () => {})).toBeUndefined()
})

function program(name: string, script: string): string {
  const file = join(folderForTest(), name)
  write(file, script)
  return file
}

function write(file: string, script: string): void {
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

function path(...programs: string[]): string {
  return programs.map((file) => dirname(file)).join(':')
}
