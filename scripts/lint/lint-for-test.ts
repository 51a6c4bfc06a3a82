import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { root } from '../command.ts'
import { folderForTest } from '../folder-for-test.ts'

/** Lints one file with this repository's settings and returns what the linter prints. */
export function lintForTest(file: string, code: string): string {
  const copy = folderForTest()
  for (const path of ['.oxlintrc.json', 'scripts/lint']) {
    cpSync(join(root, path), join(copy, path), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), code)
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, file], {
    cwd: copy,
    encoding: 'utf8',
  })
  expect(stdout + stderr).toContain('Finished')
  return stdout
}
