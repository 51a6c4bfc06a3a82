import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { readJsonFile } from './json-file.ts'

function readText(text: string, schema: z.ZodType = z.unknown()): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'persona-emulator-json-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'file.json')
  writeFileSync(path, text)
  return readJsonFile(path, 'The file', schema)
}

test.for(['{}', '[]', '1e3', ' "a\\"b\\n" ', 'null', '{"a":[1,{"b":"c"},[]],"d":true}'])(
  'reads %s as JSON.parse does',
  (text) => {
    expect(readText(text)).toEqual(JSON.parse(text))
  },
)

test.for([
  ['', 'Line 1, column 1: ValueExpected.'],
  ['{\n  "a": tru\n}', 'Line 2, column 8: InvalidSymbol.'],
  ['{"a": 1,}', 'Line 1, column 9: PropertyNameExpected.'],
  ['{"a" 1}', 'Line 1, column 6: ColonExpected.'],
  ['[1\n 2]', 'Line 2, column 2: CommaExpected.'],
  ['[1\n', 'Line 2, column 1: CloseBracketExpected.'],
  ['{"a": "b', 'Line 1, column 7: UnexpectedEndOfString.'],
  ['{} {}', 'Line 1, column 4: EndOfFileExpected.'],
  ["{'a': 1}", 'Line 1, column 2: InvalidSymbol.'],
  ['[/* a */]', 'Line 1, column 2: InvalidCommentToken.'],
  ['['.repeat(100_000), 'is nested too deeply'],
] as const)('%j: %s', ([text, message]) => {
  expect(() => readText(text)).toThrow(message)
})

test.for([
  [z.object({ a: z.tuple([z.number(), z.object({ b: z.string() })]) }), 'Line 4, column 12:'],
  [
    z.object({ a: z.tuple([z.number(), z.object({ missing: z.string() })]) }),
    'Line 4, column 5: a[1].missing is missing.',
  ],
  [z.array(z.unknown()), 'Line 1, column 1: It must be an array.'],
] as const)('says where a value is that does not fit: %#', ([schema, message]) => {
  const text = '{\n  "a": [\n    1,\n    { "b": 2 }\n  ]\n}'
  expect(() => readText(text, schema)).toThrow(message)
})
