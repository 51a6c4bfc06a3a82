import { describe, expect, test } from 'vitest'
import { lintForTest } from './lint-for-test.ts'

const privateWord = 'project(vocabulary): “desk” is not in the vocabulary. Instead: service.'

describe('the linter with the settings of this repository', () => {
  test('reports a private word in identifiers and comments, and in no string', () => {
    const lines = [
      'export const desk = 1',
      'export const property = { anyDesk: 1 }',
      'export interface SessionDesk {}',
      'export class Private {',
      '  #desks = 1',
      '}',
      'export const Attribute = () => <Table desk_lamp="1" />',
      '// Asks the desk.',
      '/**',
      ' * Asks the {@link Desk}.',
      ' */',
      "export const strings = { 'a-desk': 'desk', template: `desk` }",
    ]
    const output = lintForTest('packages/react/src/a.tsx', lines.join('\n'))
    const places = [...output.matchAll(/project\(vocabulary\)[^[]*\[[^:]+:(\d+:\d+)\]/g)]
    expect(output).toContain(privateWord)
    expect(new Set(places.map(([, place]) => place))).toEqual(
      new Set(['1:14', '2:27', '3:18', '5:3', '7:39', '8:13', '10:20']),
    )
  })

  test('reports a private word in the path of a file', () => {
    const output = lintForTest('packages/server/src/desk/a.test.ts', 'export {}')
    expect(output).toContain(privateWord)
  })
})
