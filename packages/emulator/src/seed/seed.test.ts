import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSeedJsonSchema, readSeedFile } from './seed.ts'

function seedFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'persona-emulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'seed.json')
  writeFileSync(path, text)
  return path
}

test('reads a seed, byte order mark and $schema included', () => {
  const path = seedFile(
    '\uFEFF{ "$schema": "./seed.schema.json", "inquiries": [{ "id": "inq_a" }] }',
  )
  expect(readSeedFile(path).inquiries).toEqual([{ id: 'inq_a' }])
})

test('names the line of every error', () => {
  const path = seedFile(`{
  "inquiries": [
    { "status": "done" },
    { "usedSessions": -1,
      "color": "red" }
  ]
}`)
  expect(() => readSeedFile(path)).toThrow(
    [
      `The seed file ${path} cannot be used.`,
      '  Line 3, column 17: inquiries[0].status must be one of created, pending, completed, failed, expired, needs_review, approved, declined, redacted.',
      '  Line 4, column 23: inquiries[1].usedSessions must be at least 0.',
      '  Line 4, column 5: inquiries[1] knows no color.',
    ].join('\n'),
  )
})

test('names the line where a file is not JSON', () => {
  const path = seedFile('{\n  "inquiries": [\n    { "id": inq_ada }\n  ]\n}')
  expect(() => readSeedFile(path)).toThrow(
    `The seed file ${path} is not valid JSON.\n  Line 3, column 13: InvalidSymbol.`,
  )
})

test('reports a missing file and a folder', () => {
  expect(() => readSeedFile('nowhere.json')).toThrow(
    'The seed file nowhere.json cannot be read: there is no such file.',
  )
  expect(() => readSeedFile(tmpdir())).toThrow('it is a folder')
})

test('the JSON Schema beside it is that of a seed', () => {
  const file = new URL('./seed.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(createSeedJsonSchema())
})
