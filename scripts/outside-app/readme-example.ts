import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../command.ts'

/** Writes the tests in the README of the React package, and the page that they test, to a folder. */
export function writeReadmeExample(folder: string): void {
  const readme = readFileSync(join(root, 'packages/react/README.md'), 'utf8')
  const page = firstExample(readme, 'The hook').replace('function', 'export function')
  writeFileSync(join(folder, 'verification.tsx'), page)
  writeFileSync(join(folder, 'readme.test.tsx'), firstExample(readme, 'Testing'))
}

function firstExample(readme: string, heading: string): string {
  const section = readme.split(`\n## ${heading}\n`)[1] ?? ''
  const code = /^```tsx\n(.+?)^```/ms.exec(section)?.[1]
  if (code === undefined) throw new Error(`The README has no example in "${heading}".`)
  return code
}
