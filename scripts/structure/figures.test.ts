import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderForTest } from '../folder-for-test.ts'
import { measureStructure, type Figure } from './figures.ts'

const handler = 'packages/server/src/handler.ts'
const flow = 'packages/core/src/flow/flow.ts'
const routes = 'packages/emulator/src/api.ts'

/** The files that every measured repository needs. */
const required = {
  [handler]: 'export function createInquiryHandler() {}',
  [flow]: 'export function createInquiryFlow() {}',
  [routes]: 'export function createApiRoutes() {}',
}

describe('a circle of imports', () => {
  const a = 'packages/core/src/a.ts'
  const b = 'packages/core/src/b.ts'

  test.each([
    ['values', "import { b } from './b.ts'"],
    ['types', "import type { B } from './b.ts'"],
    ['types among values', "import { b, type B } from './b.ts'"],
    ['export from', "export { b } from './b.ts'"],
    ['export of types from', "export type { B } from './b.ts'"],
    ['export of all from', "export * from './b.ts'"],
    ['a dynamic import', "void import('./b.ts')"],
    ['a type in place', "export type A = import('./b.ts').B"],
    ['the extension of the built file', "import { b } from './b.js'"],
    ['no effect but its own', "import './b.ts'"],
  ])('of %s is found', (_, code) => {
    const figure = measure({ [a]: code, [b]: "import type { A } from './a.ts'" }).get(
      'Circles of imports, types included',
    )
    expect(figure).toMatchObject({ value: 1, limit: 0, counted: [`${a} → ${b} → ${a}`] })
  })

  test.each([
    ['a type in place', "/** @type {import('./b.js').B} */"],
    ['an import tag', "/** @import { B } from './b.js' */"],
    [
      'an import tag of several lines',
      "/**\n * @import {\n *   B,\n *   C as D,\n * } from './b.js'\n */",
    ],
    ['an import tag among others', "/**\n * @import { B } from './b.js'\n * @typedef {B} A\n */"],
    ['an import tag of all', '/** @import * as b from "./b.js" */'],
    ['an import tag of a default export', "/** @import b from './b.js' */"],
  ])('of JSDoc types in JavaScript is found: %s', (_, comment) => {
    const figure = measure({
      'packages/emulator/src/widget/a.js': `${comment}\nexport const a = 1`,
      'packages/emulator/src/widget/b.js': "/** @import { A } from './a.js' */\nexport {}",
    }).get('Circles of imports, types included')
    expect(figure?.counted).toEqual([
      'packages/emulator/src/widget/a.js → packages/emulator/src/widget/b.js → packages/emulator/src/widget/a.js',
    ])
  })

  test.each([
    ['a comment that is no JSDoc', "// import('./b.js') was here. @import { B } from './b.js'"],
    ['a text', 'export const text = "/** @import { B } from \'./b.js\' */"'],
    ['TypeScript', "/** @import { B } from './b.js' */", 'ts'],
  ])('of JSDoc types is not found in %s', (_, code, extension = 'js') => {
    const figure = measure({
      [`packages/emulator/src/widget/a.${extension}`]: `${code}\nexport const a = 1`,
      'packages/emulator/src/widget/b.js': "/** @import { A } from './a.js' */\nexport {}",
    }).get('Circles of imports, types included')
    expect(figure?.counted).toEqual([])
  })

  test('is found outside packages too, and through three files', () => {
    const figure = measure({
      'e2e/a.ts': "import './b.ts'",
      'e2e/b.ts': "import './c.ts'",
      'e2e/c.ts': "import './a.ts'",
    }).get('Circles of imports, types included')
    expect(figure?.counted).toEqual(['e2e/a.ts → e2e/b.ts → e2e/c.ts → e2e/a.ts'])
  })

  test('is not what only imports one thing twice', () => {
    const figure = measure({
      'e2e/a.ts': "import './b.ts'\nimport './c.ts'",
      'e2e/b.ts': "import './c.ts'",
      'e2e/c.ts': "// import './a.ts'\nexport const text = `import './a.ts'`",
    }).get('Circles of imports, types included')
    expect(figure?.counted).toEqual([])
  })
})

describe('the files behind a function', () => {
  test('are those that its file imports, directly or not, and itself', () => {
    const figure = measure({
      [handler]: "import './a.ts'\nexport function createInquiryHandler() {}",
      'packages/server/src/a.ts': "export { b } from './b.ts'",
      'packages/server/src/b.ts': "void import('./c.ts')",
      'packages/server/src/c.ts': '',
      'packages/server/src/other.ts': "import './handler.ts'",
    }).get('Files behind createInquiryHandler')
    expect(figure).toMatchObject({ value: 4, limit: 22 })
  })

  test('are without what it imports as types, and what is in other packages', () => {
    const figure = measure({
      [handler]: [
        "import type { A } from './a.ts'",
        "import { type B } from './b.ts'",
        "import '../../core/src/flow/flow.ts'",
        'export const createInquiryHandler = () => {}',
      ].join('\n'),
      'packages/server/src/a.ts': '',
      'packages/server/src/b.ts': '',
    }).get('Files behind createInquiryHandler')
    expect(figure?.counted).toEqual([handler])
  })

  test('are found where the function has moved to', () => {
    const figure = measure({
      [handler]: "export { createInquiryHandler } from './inquiries/handler.ts'",
      'packages/server/src/inquiries/handler.ts': required[handler],
    }).get('Files behind createInquiryHandler')
    expect(figure?.counted).toEqual(['packages/server/src/inquiries/handler.ts'])
  })

  test('cannot be counted without the function', () => {
    expect(() => measure({ [handler]: '' })).toThrow(
      '0 files in packages/server/src define and export createInquiryHandler.',
    )
  })
})

describe('a small file with one importer', () => {
  const small = 'packages/core/src/small.ts'

  function smallFiles(files: Record<string, string>): string[] | undefined {
    return measure({
      [small]: '',
      'packages/core/src/big.ts': "import './small.ts'",
      ...files,
    }).get('Small files with one importer')?.counted
  }

  test('is counted', () => {
    expect(smallFiles({})).toEqual([`${small}, imported by packages/core/src/big.ts`])
  })

  test('is counted with 40 lines, and not with 41', () => {
    expect(smallFiles({ [small]: '\n'.repeat(40) })).toHaveLength(1)
    expect(smallFiles({ [small]: '\n'.repeat(41) })).toEqual([])
  })

  test('is counted though tests and their tools import it too', () => {
    const files = {
      'packages/core/src/small.test.ts': "import './small.ts'",
      'packages/core/src/testing/tool.ts': "import '../small.ts'",
      'packages/core/stories/small.stories.tsx': "import '../src/small.ts'",
    }
    expect(smallFiles(files)).toHaveLength(1)
  })

  test('is not counted where another file imports its type', () => {
    const files = { 'packages/core/src/other.ts': "import type { A } from './small.ts'" }
    expect(smallFiles(files)).toEqual([])
  })

  test('is not counted where its package.json names it', () => {
    const manifest = JSON.stringify({ exports: { './small': { default: './src/small.ts' } } })
    expect(smallFiles({ 'packages/core/package.json': manifest })).toEqual([])
  })

  test('is not counted where it is an index, a test, or outside the packages', () => {
    const files = {
      'packages/core/src/big.ts': "import './wire/index.ts'",
      'packages/core/src/wire/index.ts': '',
      'packages/core/src/a.test.ts': "import './testing/tool.ts'",
      'packages/core/src/testing/tool.ts': '',
      'scripts/a.ts': "import './b.ts'",
      'scripts/b.ts': '',
    }
    expect(smallFiles(files)).toEqual([])
  })
})

test('files are long from 351 lines on, stylesheets from 401, tests never', () => {
  const figures = measure({
    'e2e/long.ts': '\n'.repeat(351),
    'e2e/long.spec.ts': '\n'.repeat(351),
    'e2e/fits.ts': '\n'.repeat(350),
    'apps/demo/src/long.css': '\n'.repeat(401),
    'apps/demo/src/fits.css': '\n'.repeat(400),
  })
  expect(figures.get('Code files over 350 lines')?.counted).toEqual(['e2e/long.ts: 351'])
  expect(figures.get('Stylesheets over 400 lines')?.counted).toEqual([
    'apps/demo/src/long.css: 401',
  ])
})

test('what is installed or built is not measured', () => {
  const figures = measure({
    'node_modules/a/long.ts': '\n'.repeat(351),
    'packages/core/dist/long.js': '\n'.repeat(351),
  })
  expect(figures.get('Code files over 350 lines')?.counted).toEqual([])
})

test('the lines of code in the emulator are those of scripts and data, without tests', () => {
  const figures = measure({
    'packages/emulator/src/a.js': '\n'.repeat(10),
    'packages/emulator/src/a.json': '{\n}\n',
    'packages/emulator/src/a.css': '\n'.repeat(10),
    'packages/emulator/src/a.test.ts': '\n'.repeat(10),
    'packages/emulator/src/testing/a.ts': '\n'.repeat(10),
  })
  expect(figures.get('Lines of code in the emulator')?.value).toBe(1 + 10 + 2)
})

test('below the flow only the index imports it', () => {
  const figures = measure({
    'packages/core/src/index.ts': "export { createInquiryFlow } from './flow/flow.ts'",
    'packages/core/src/flow/state.ts': "import './flow.ts'",
    'packages/core/src/frame/frame.ts': "import type { State } from '../flow/state.ts'",
  })
  expect(figures.get('Imports of the flow from below')?.counted).toEqual([
    'packages/core/src/frame/frame.ts imports packages/core/src/flow/state.ts',
  ])
})

/** Measures a repository with these files and the required ones. */
function measure(files: Record<string, string>): Map<string, Figure> {
  const root = folderForTest()
  for (const [path, text] of Object.entries({ ...required, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return new Map(measureStructure(root).map((figure) => [figure.title, figure]))
}
