import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../command.ts'
import { folderForTest } from '../folder-for-test.ts'

const leavesItsPackage = [
  "import { a } from '../../server/src/a.ts'",
  "import type { A } from '../../server/src/a.ts'",
  "export { a } from '../../server/src/a.ts'",
  "export * from '../../server/src/a.ts'",
  "void import('../../server/src/a.ts')",
  "export type A = import('../../server/src/a.ts').A",
  "require('../../server/src/a.ts')",
]

describe('the linter with the settings of this repository', () => {
  test.each(leavesItsPackage)('reports %s', (line) => {
    expect(lint('packages/emulator/src/index.ts', line)).toContain('house(import-boundaries)')
  })

  test('reports a package that another one may not import', () => {
    const code = "export { createInquiryFlow } from '@resumable-inquiry/core'"
    expect(lint('packages/server/src/index.ts', code)).toContain('house(import-boundaries)')
  })

  test('lets a package import what it stands on', () => {
    const code = "export { isInquiryId } from '@resumable-inquiry/core/wire'"
    expect(lint('packages/server/src/index.ts', code)).not.toContain('import-boundaries')
  })
})

/** Lints one file of a copy of the repository that holds nothing but the linter's settings. */
function lint(file: string, code: string): string {
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
