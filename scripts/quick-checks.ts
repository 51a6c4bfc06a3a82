import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { root, run } from './command.ts'
import { check, type Step } from './steps.ts'

/** The checks that need no build and no browser: format, lint with the import boundaries, types. */
export function quickChecks(): Step[] {
  return [
    check('Format', () => run('oxfmt', ['--check'])),
    check('Lint', () => run('oxlint', [])),
    ...typeChecks(),
  ]
}

function typeChecks(): Step[] {
  const folders = globSync(['**/tsconfig.json', '.storybook/tsconfig.json'], {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  })
    .map((file) => dirname(file))
    .sort()
  return folders.map((folder) =>
    check(`Types of ${folder === '.' ? 'the root' : folder}`, () => run('tsc', ['-p', folder])),
  )
}
