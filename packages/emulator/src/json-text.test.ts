import { expect, test } from 'vitest'
import { readJsonText } from './json-text.ts'

test.for(['{}', '[]', '1e3', ' "a\\"b\\n" ', 'null', '{"a":[1,{"b":"c"},[]],"d":true}'])(
  'reads %s as JSON.parse does',
  (text) => {
    expect(readJsonText(text).value).toEqual(JSON.parse(text))
  },
)

test.for([
  ['', 'Line 1, column 1: expected a value, found the end of the file.'],
  ['{\n  "a": tru\n}', 'Line 2, column 8: expected a value, found tru.'],
  ['{"a": 1,}', 'Line 1, column 9: expected a name in double quotes, found }.'],
  ['{"a" 1}', 'Line 1, column 6: expected :, found 1.'],
  ['[1\n 2]', 'Line 2, column 2: expected , or ], found 2.'],
  ['{"a": "b', 'Line 1, column 7: expected a value, found ".'],
  ['{} {}', 'Line 1, column 4: expected the end of the file, found {.'],
  ["{'a': 1}", "Line 1, column 2: expected a name in double quotes, found 'a'."],
  ['['.repeat(100_000), 'Line 1, column 101: expected at most 100 levels, found [.'],
] as const)('%j: %s', ([text, message]) => {
  expect(() => readJsonText(text)).toThrow(message)
})

test('knows where a value stands', () => {
  const { placeOf } = readJsonText('{\n  "a": [\n    1,\n    { "b": 2 }\n  ]\n}')
  expect(placeOf(['a', 1, 'b'])).toEqual({ line: 4, column: 12 })
  expect(placeOf(['a', 1, 'missing'])).toEqual({ line: 4, column: 5 })
  expect(placeOf([])).toEqual({ line: 1, column: 1 })
})
