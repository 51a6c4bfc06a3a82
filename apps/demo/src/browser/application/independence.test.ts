import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const browser = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('application/**/*.{ts,tsx}', { cwd: browser }).filter(
  (file) => !file.endsWith('.test.ts'),
)

test.each(files)('%s imports nothing of the playground, and does not mention it', (file) => {
  const source = readFileSync(join(browser, file), 'utf8')
  const imports = [...source.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
    relative(browser, join(browser, dirname(file), path)),
  )
  const allowed = /^(application\/|\.\.\/(people|account-contract|server\/account-routes)\.ts$)/
  expect(imports.filter((path) => !allowed.test(path))).toEqual([])
  expect(source).not.toMatch(/playground/i)
})
