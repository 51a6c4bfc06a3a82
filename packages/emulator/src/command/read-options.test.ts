import { expect, test } from 'vitest'
import { readFlags } from './read-flags.ts'
import { readOptions } from './read-options.ts'

const optionsOf = (...words: string[]) => readOptions(readFlags(words))

test('has the same defaults every time', () => {
  expect(optionsOf()).toMatchObject({
    port: 4010,
    apiKey: 'persona_sandbox_emulator',
    webhookSecret: 'wbhsec_emulator',
    templateId: 'itmpl_emulator',
  })
})

test('uses the last of a flag that is given twice', () => {
  expect(optionsOf('--port', '1', '--port=2')).toMatchObject({ port: 2 })
})

test.for<[string[], string]>([
  [['--prot', '4010'], 'There is no --prot.'],
  [['--apikey=x'], 'There is no --apikey.'],
  [['-p'], 'There is no -p.'],
  [['4010'], '4010 belongs to no flag.'],
  [['--port'], '--port needs its value: --port <number>.'],
  [['--port='], '--port needs its value: --port <number>.'],
  [['--api-key', '--seed'], '--api-key needs its value: --api-key <key>.'],
  [['--port', 'many'], '--port cannot be many: give a whole number from 0 to 65535.'],
  [['--port', '65536'], '--port cannot be 65536'],
  [['--session-cap', '0'], '--session-cap cannot be 0: give a whole number from 1'],
  [['--requests-per-minute', 'x'], 'from 1 to 1000000000, or none.'],
  [['--template-id', 'mine'], '--template-id cannot be mine: give itmpl_ and then'],
  [['--webhook', 'localhost:80'], '--webhook cannot be localhost:80: give an address that begins'],
  [['--help=no'], '--help takes no value.'],
  [['--seed', 'nowhere.json'], 'The seed file nowhere.json cannot be read: there is no such file.'],
  [['--template', 'nowhere.json'], 'The template file nowhere.json cannot be read'],
])('refuses %j', ([words, message]) => {
  expect(() => optionsOf(...words)).toThrow(message)
})

test('sends events to every webhook that is named', () => {
  const words = ['--webhook', 'http://localhost:1/a', '--webhook', 'http://localhost:2/b']
  expect(optionsOf(...words).webhooks).toEqual([
    { url: 'http://localhost:1/a' },
    { url: 'http://localhost:2/b' },
  ])
})

test('suggests no flag where none is similar', () => {
  expect(() => optionsOf('--dance')).toThrow(/^There is no --dance\.$/)
})
