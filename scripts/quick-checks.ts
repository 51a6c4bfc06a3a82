import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { root, run } from './command.ts'
import { findPrivateWordsInTexts } from './lint/text-vocabulary.ts'
import { check, type Step } from './steps.ts'
import { measureStructure } from './structure/figures.ts'

/** The checks that need no build and no browser: format, lint, vocabulary, structure, types. */
export function quickChecks(): Step[] {
  return [
    check('Format', () => run('oxfmt', ['--check'])),
    check('Lint', () => run('oxlint', [])),
    check('Vocabulary of texts and stylesheets', async () => checkTexts()),
    check('Structure', async () => checkStructure()),
    ...typeChecks(),
  ]
}

function checkTexts(): boolean {
  const found = findPrivateWordsInTexts(root)
  for (const line of found) console.error(line)
  return found.length === 0
}

/** Prints every figure with its limit, and what was counted for each one above its limit. */
function checkStructure(): boolean {
  const figures = measureStructure(root)
  const tooHigh = figures.filter(({ value, limit }) => value > limit)
  for (const figure of figures) {
    const value = figure.value.toLocaleString('en').padStart(8)
    const limit = `at most ${figure.limit.toLocaleString('en')}`.padStart(16)
    console.log(`${figure.title.padEnd(36)}${value}${limit}${tooHigh.includes(figure) ? ' ✗' : ''}`)
  }
  for (const { title, counted } of tooHigh) {
    console.error([`\n${title}:`, ...counted].join('\n  '))
  }
  return tooHigh.length === 0
}

function typeChecks(): Step[] {
  const folders = globSync(['**/tsconfig.json', '.storybook/tsconfig.json'], {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  })
    .map((file) => dirname(file))
    .sort()
  return folders.map((folder) => {
    const name = folder === '.' ? 'root' : folder.replaceAll(/[\\/]/g, '-')
    const cache = `node_modules/.cache/types/${name}.tsbuildinfo`
    const incremental = ['--incremental', '--tsBuildInfoFile', cache]
    return check(`Types of ${folder === '.' ? 'the root' : folder}`, () =>
      run('tsc', ['-p', folder, ...incremental]),
    )
  })
}
