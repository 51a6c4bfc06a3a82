import { describe, expect, test } from 'vitest'
import { lintForTest } from './lint-for-test.ts'

const leavesItsPackage = [
  "import { a } from '../../server/src/a.ts'",
  "import type { A } from '../../server/src/a.ts'",
  "export { a } from '../../server/src/a.ts'",
  "export * from '../../server/src/a.ts'",
  "void import('../../server/src/a.ts')",
  "export type B = import('../../server/src/a.ts').A",
  "require('../../server/src/a.ts')",
]

describe('the linter with the settings of this repository', () => {
  test('reports an import that leaves its package, whatever form it takes', () => {
    const output = lintForTest('packages/emulator/src/index.ts', leavesItsPackage.join('\n'))
    const reports = output.matchAll(/project\(import-boundaries\)[^[]*\[[^:]+:(\d+):/g)
    expect(new Set([...reports].map(([, line]) => leavesItsPackage[Number(line) - 1]))).toEqual(
      new Set(leavesItsPackage),
    )
  })

  test('reports a package that another one may not import', () => {
    const code = "export { createInquiryFlow } from '@resumable-inquiry/core'"
    expect(lintForTest('packages/server/src/index.ts', code)).toContain(
      'project(import-boundaries)',
    )
  })

  test('accepts an import of a package that is allowed', () => {
    const code = "export { isInquiryId } from '@resumable-inquiry/core/wire'"
    expect(lintForTest('packages/server/src/index.ts', code)).not.toContain('import-boundaries')
  })
})
