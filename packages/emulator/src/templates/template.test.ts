import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parseTemplate, readDefaultTemplate, readTemplateFile } from './template.ts'

const done = { name: 'end', type: 'done', title: 'Thank you' }
const form = {
  name: 'about',
  type: 'form',
  title: 'About you',
  fields: [{ name: 'email-address', label: 'E-mail', type: 'email' }],
}

test('the default asks for consent, details, a document and a selfie', () => {
  expect(readDefaultTemplate().steps.map(({ name }) => name)).toEqual([
    'consent',
    'details',
    'document',
    'selfie',
    'review',
    'done',
  ])
})

test('reads a template from a file', () => {
  const path = fileWith(JSON.stringify({ name: 'Mine', steps: [form, done] }))
  expect(readTemplateFile(path)).toEqual({ name: 'Mine', steps: [form, done] })
})

test('names the line of an error in a file', () => {
  const path = fileWith('{\n  "name": "Mine",\n  "steps": [\n    { "name": "a" }\n  ]\n}')
  expect(() => readTemplateFile(path)).toThrow(/Line 4.*steps\[0\]\.type must be one of consent/s)
})

test.for([
  ['no steps', [], 'steps must be at least 2 items long'],
  ['a kind that there is not', [{ ...form, type: 'dance' }, done], 'steps[0].type must be one of'],
  ['a step without a title', [{ ...form, title: undefined }, done], 'steps[0].title is missing'],
  ['no end', [form, form], 'steps[1].type must be done, as it is the last'],
  ['an end in the middle', [done, done], 'steps[0].type can be done for the last only'],
  ['one name twice', [form, { ...done, name: 'about' }], 'steps[1].name must not be that of an'],
  [
    'a name of the widget’s own',
    [{ ...form, name: 'expired' }, done],
    'must not be one of loading',
  ],
  ['a name with capitals', [{ ...form, name: 'About' }, done], 'steps[0].name must be kebab-case'],
  ['an unknown key', [{ ...form, color: 'red' }, done], 'steps[0] knows no color'],
  [
    'a choice without options',
    [{ ...form, fields: [{ name: 'plan', label: 'Plan', type: 'select' }] }, done],
    'steps[0].fields[0].options must be there for the type select',
  ],
  [
    'one question twice',
    [form, { ...form, name: 'again' }, done],
    'steps[1].fields[0].name must not be that of an earlier field',
  ],
  [
    'a question of a photo’s name',
    [
      { name: 'selfie', type: 'selfie', title: 'You' },
      { ...form, fields: [{ name: 'selfie', label: 'Selfie', type: 'text' }] },
      done,
    ],
    'steps[1].fields[0].name must not be that of an earlier field or photo',
  ],
  [
    'countries without kinds',
    [
      {
        name: 'document',
        type: 'document',
        title: 'Your ID',
        countries: [{ value: 'SE', label: 'Sweden' }],
      },
      done,
    ],
    'steps[0].kinds must be there where countries are',
  ],
] as const)('refuses %s, and names the place', ([, steps, message]) => {
  expect(() => parseTemplate({ name: 'Mine', steps })).toThrow(message)
})

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'template-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'template.json')
  writeFileSync(path, text)
  return path
}
