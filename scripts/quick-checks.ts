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
  const workspaces = globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root })
    .map((manifest) => dirname(manifest))
    .sort()
  return ['.', '.storybook', 'e2e', ...workspaces].map((folder) =>
    check(`Types of ${folder === '.' ? 'the root' : folder}`, () => run('tsc', ['-p', folder])),
  )
}
