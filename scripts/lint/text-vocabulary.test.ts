import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderForTest } from '../folder-for-test.ts'
import { findPrivateWordsInTexts } from './text-vocabulary.ts'

describe('findPrivateWordsInTexts', () => {
  test.each([
    ['docs/a.md', 'It is\nat the `desk`.', 'docs/a.md:2: “desk”'],
    ['docs/session-desk.md', '', 'docs/session-desk.md: “desk”'],
    ['e2e/host/a.html', '<p>At the desk</p>', 'e2e/host/a.html:1: “desk”'],
    ['apps/demo/src/a.css', '\n.desk-button {\n}', 'apps/demo/src/a.css:2: “desk”'],
    ['apps/demo/src/a.css', '.a {}\n/* Whoever looks. */', 'apps/demo/src/a.css:2: “whoever”'],
  ])('reports in %s, %j, that %s', (path, text, message) => {
    expect(check(path, text)).toEqual([expect.stringContaining(message)])
  })

  test.each([
    ['docs/a.md', 'Nobody in the world waits.'],
    ['apps/demo/src/a.css', '/* The whole world. */ .whoever {}'],
    ['node_modules/a/a.md', 'The desk.'],
  ])('reports nothing in %s, %j', (path, text) => {
    expect(check(path, text)).toEqual([])
  })
})

function check(path: string, text: string): string[] {
  const root = folderForTest()
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  return findPrivateWordsInTexts(root)
}
